import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
import vault.fields
import vault.identity
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('classification', '0001_initial'),
        ('custody', '0001_initial'),
        ('personnel', '0001_initial'),
        ('personnel', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='DestructionSlip',
            fields=[
                ('id', models.UUIDField(default=vault.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='number')),
                ('filed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('approved_at', models.DateTimeField(null=True)),
                ('steps', models.JSONField()),
                ('payload_hash', models.CharField(max_length=64)),
                ('status', models.CharField(choices=[('filed', 'Waiting for the first signature'), ('half_approved', 'Waiting for the next signature'), ('approved', 'Approved'), ('executing', 'Waiting for the witnesses'), ('executed', 'Being destroyed'), ('destroyed', 'Destroyed'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('lapsed', 'Lapsed')], default='filed', max_length=16, verbose_name='state')),
                ('reason', vault.fields.SealedTextField(blank=True, dossier='id', null=True, verbose_name='reason')),
                ('method', models.CharField(choices=[('shredding', 'Shredding'), ('burning', 'Burning'), ('pulping', 'Pulping'), ('degaussing', 'Degaussing'), ('erasure', 'Erasure of the key only'), ('agency', 'Hand-over to the designated destruction agency')], max_length=12, verbose_name='method')),
                ('mark_text', models.CharField(blank=True, max_length=120)),
                ('opened_at', models.DateTimeField(null=True)),
                ('first_witness_at', models.DateTimeField(null=True)),
                ('second_witness_at', models.DateTimeField(null=True)),
                ('executed_at', models.DateTimeField(null=True)),
                ('destroyed_at', models.DateTimeField(null=True)),
                ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('applicant_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personnel.unit')),
                ('executor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first_witness', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('level', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='classification.secrecylevel')),
                ('owning_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personnel.unit')),
                ('second_witness', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-filed_at'],
                'abstract': False,
                'indexes': [models.Index(fields=['status', '-filed_at'], name='destruction_slip_by_status'), models.Index(fields=['owning_unit', '-filed_at'], name='destruction_slip_by_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['filed', 'half_approved', 'approved', 'executing', 'executed', 'destroyed', 'refused', 'withdrawn', 'lapsed'])), name='a_destruction_slip_is_in_a_known_state'), models.CheckConstraint(condition=models.Q(('executor', models.F('applicant')), _negated=True), name='nobody_executes_their_own_slip'), models.CheckConstraint(condition=models.Q(models.Q(('first_witness', models.F('applicant')), _negated=True), models.Q(('second_witness', models.F('applicant')), _negated=True)), name='nobody_witnesses_their_own_slip'), models.CheckConstraint(condition=models.Q(models.Q(('first_witness', models.F('executor')), _negated=True), models.Q(('second_witness', models.F('executor')), _negated=True)), name='the_executor_does_not_witness'), models.CheckConstraint(condition=models.Q(('second_witness', models.F('first_witness')), _negated=True), name='two_witnesses_are_two_people'), models.CheckConstraint(condition=models.Q(('second_witness__isnull', True), ('first_witness__isnull', False), _connector='OR'), name='a_second_witness_follows_a_first'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['executing', 'executed', 'destroyed']), _negated=True), models.Q(('executor__isnull', False), ('opened_at__isnull', False)), _connector='OR'), name='an_execution_has_an_executor'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['executed', 'destroyed']), _negated=True), models.Q(('executed_at__isnull', False), ('first_witness__isnull', False), ('first_witness_at__isnull', False), ('second_witness__isnull', False), ('second_witness_at__isnull', False)), _connector='OR'), name='executed_means_two_witnesses'), models.CheckConstraint(condition=models.Q(('status', 'destroyed'), ('destroyed_at__isnull', True), _connector='OR'), name='destroyed_at_belongs_to_destroyed')],
            },
        ),
        migrations.CreateModel(
            name='ShredIntent',
            fields=[
                ('slip', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='intent', serialize=False, to='destruction.destructionslip')),
                ('dossier_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('payload_hash', models.CharField(max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='DestructionItem',
            fields=[
                ('id', models.UUIDField(default=vault.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('record_number', models.CharField(blank=True, max_length=20)),
                ('carrier_number', models.CharField(blank=True, max_length=20)),
                ('kind', models.CharField(blank=True, choices=[('electronic', 'Electronic original'), ('paper', 'Paper original')], max_length=12)),
                ('mark_text', models.CharField(blank=True, max_length=120)),
                ('pages', models.PositiveIntegerField(null=True)),
                ('copies', models.PositiveIntegerField(null=True)),
                ('cipher', models.CharField(blank=True, max_length=64)),
                ('running', models.BooleanField(default=True, null=True)),
                ('carrier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='custody.carrier')),
                ('level', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='classification.secrecylevel')),
                ('record', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='classification.gradedrecord')),
                ('slip', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='destruction.destructionslip')),
            ],
            options={
                'ordering': ['slip', 'position'],
                'constraints': [models.UniqueConstraint(fields=('slip', 'position'), name='one_item_per_line'), models.UniqueConstraint(condition=models.Q(('running', True)), fields=('carrier',), name='one_running_destruction_per_carrier'), models.UniqueConstraint(condition=models.Q(('carrier__isnull', True), ('running', True)), fields=('record',), name='one_running_destruction_per_bare_record'), models.CheckConstraint(condition=models.Q(('record__isnull', False), ('carrier__isnull', False), _connector='OR'), name='a_line_names_something'), models.CheckConstraint(condition=models.Q(('running__isnull', True), ('running', True), _connector='OR'), name='running_is_true_or_nothing')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.UUIDField(default=vault.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ('content', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('digest', models.CharField(max_length=64)),
                ('seal', models.BinaryField()),
                ('made_at', models.DateTimeField()),
                ('slip', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='destruction.destructionslip')),
            ],
        ),
        migrations.CreateModel(
            name='HistoricalDestructionItem',
            fields=[
                ('id', models.UUIDField(db_index=True, default=vault.identity.uuid7, editable=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('record_number', models.CharField(blank=True, max_length=20)),
                ('carrier_number', models.CharField(blank=True, max_length=20)),
                ('kind', models.CharField(blank=True, choices=[('electronic', 'Electronic original'), ('paper', 'Paper original')], max_length=12)),
                ('mark_text', models.CharField(blank=True, max_length=120)),
                ('pages', models.PositiveIntegerField(null=True)),
                ('copies', models.PositiveIntegerField(null=True)),
                ('cipher', models.CharField(blank=True, max_length=64)),
                ('running', models.BooleanField(default=True, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('carrier', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='custody.carrier')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('level', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='classification.secrecylevel')),
                ('record', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='classification.gradedrecord')),
                ('slip', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='destruction.destructionslip')),
            ],
            options={
                'verbose_name': 'historical destruction item',
                'verbose_name_plural': 'historical destruction items',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalDestructionSlip',
            fields=[
                ('id', models.UUIDField(db_index=True, default=vault.identity.uuid7, editable=False)),
                ('number', models.CharField(db_index=True, max_length=20, verbose_name='number')),
                ('filed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('approved_at', models.DateTimeField(null=True)),
                ('steps', models.JSONField()),
                ('payload_hash', models.CharField(max_length=64)),
                ('status', models.CharField(choices=[('filed', 'Waiting for the first signature'), ('half_approved', 'Waiting for the next signature'), ('approved', 'Approved'), ('executing', 'Waiting for the witnesses'), ('executed', 'Being destroyed'), ('destroyed', 'Destroyed'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('lapsed', 'Lapsed')], default='filed', max_length=16, verbose_name='state')),
                ('reason', vault.fields.SealedTextField(blank=True, dossier='id', null=True, verbose_name='reason')),
                ('method', models.CharField(choices=[('shredding', 'Shredding'), ('burning', 'Burning'), ('pulping', 'Pulping'), ('degaussing', 'Degaussing'), ('erasure', 'Erasure of the key only'), ('agency', 'Hand-over to the designated destruction agency')], max_length=12, verbose_name='method')),
                ('mark_text', models.CharField(blank=True, max_length=120)),
                ('opened_at', models.DateTimeField(null=True)),
                ('first_witness_at', models.DateTimeField(null=True)),
                ('second_witness_at', models.DateTimeField(null=True)),
                ('executed_at', models.DateTimeField(null=True)),
                ('destroyed_at', models.DateTimeField(null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('applicant', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('applicant_unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personnel.unit')),
                ('executor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first_witness', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('level', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='classification.secrecylevel')),
                ('owning_unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personnel.unit')),
                ('second_witness', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical destruction slip',
                'verbose_name_plural': 'historical destruction slips',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
