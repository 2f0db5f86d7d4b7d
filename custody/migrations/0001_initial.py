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
        ('personnel', '0001_initial'),
        ('personnel', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='BorrowSlip',
            fields=[
                ('id', models.UUIDField(default=vault.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='number')),
                ('filed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('approved_at', models.DateTimeField(null=True)),
                ('steps', models.JSONField()),
                ('payload_hash', models.CharField(max_length=64)),
                ('status', models.CharField(choices=[('filed', 'Waiting for the first signature'), ('half_approved', 'Waiting for the next signature'), ('approved', 'Approved'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('lapsed', 'Lapsed'), ('on_loan', 'On loan'), ('returned', 'Returned')], default='filed', max_length=16, verbose_name='state')),
                ('mark_text', models.CharField(blank=True, max_length=120)),
                ('purpose', vault.fields.SealedTextField(blank=True, dossier='id', null=True)),
                ('days', models.PositiveSmallIntegerField(verbose_name='working days')),
                ('place', models.CharField(choices=[('reading_room', 'Reading room, with the clerk; never leaves'), ('take_out_slip', 'Leaves only on a take-out slip'), ('office', 'In the office')], max_length=16, verbose_name='place')),
                ('due_on', models.DateField(null=True, verbose_name='due on')),
                ('by_weekdays', models.BooleanField(default=False)),
                ('handed_over_at', models.DateTimeField(null=True)),
                ('returned_at', models.DateTimeField(null=True)),
                ('pages_returned', models.PositiveIntegerField(null=True)),
                ('condition', vault.fields.SealedTextField(blank=True, dossier='id', null=True)),
                ('difference', vault.fields.SealedTextField(blank=True, dossier='id', null=True)),
                ('overdue_noted_on', models.DateField(null=True)),
                ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('applicant_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personnel.unit')),
                ('handed_over_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('level', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='classification.secrecylevel')),
                ('owning_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personnel.unit')),
                ('received_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='borrow_slips', to='classification.gradedrecord')),
            ],
            options={
                'ordering': ['-filed_at'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('days__gte', 1)), name='a_loan_lasts_a_day_or_more'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['on_loan', 'returned']), _negated=True), models.Q(('due_on__isnull', False), ('handed_over_at__isnull', False), ('handed_over_by__isnull', False)), _connector='OR'), name='on_loan_means_handed_over'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'returned'), _negated=True), models.Q(('received_by__isnull', False), ('returned_at__isnull', False)), _connector='OR'), name='returned_means_received'), models.CheckConstraint(condition=models.Q(('handed_over_by', models.F('applicant')), _negated=True), name='nobody_hands_over_to_themselves'), models.CheckConstraint(condition=models.Q(('received_by', models.F('applicant')), _negated=True), name='nobody_takes_back_their_own_loan')],
            },
        ),
        migrations.CreateModel(
            name='Carrier',
            fields=[
                ('id', models.UUIDField(default=vault.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='number')),
                ('kind', models.CharField(choices=[('electronic', 'Electronic original'), ('paper', 'Paper original')], max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('pages', models.PositiveIntegerField(blank=True, null=True, verbose_name='pages')),
                ('copies', models.PositiveSmallIntegerField(default=1, verbose_name='copies')),
                ('place', models.CharField(blank=True, max_length=80, verbose_name='place')),
                ('status', models.CharField(choices=[('in_store', 'In store'), ('on_loan', 'On loan'), ('destroyed', 'Destroyed')], default='in_store', max_length=12, verbose_name='state')),
                ('made_on', models.DateField(verbose_name='made on')),
                ('keeper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='keeper')),
                ('record', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carriers', to='classification.gradedrecord')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('copies__gte', 1)), name='a_carrier_has_at_least_one_copy'), models.UniqueConstraint(condition=models.Q(('kind', 'electronic')), fields=('record',), name='one_electronic_original_per_record')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalBorrowSlip',
            fields=[
                ('id', models.UUIDField(db_index=True, default=vault.identity.uuid7, editable=False)),
                ('number', models.CharField(db_index=True, max_length=20, verbose_name='number')),
                ('filed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('approved_at', models.DateTimeField(null=True)),
                ('steps', models.JSONField()),
                ('payload_hash', models.CharField(max_length=64)),
                ('status', models.CharField(choices=[('filed', 'Waiting for the first signature'), ('half_approved', 'Waiting for the next signature'), ('approved', 'Approved'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('lapsed', 'Lapsed'), ('on_loan', 'On loan'), ('returned', 'Returned')], default='filed', max_length=16, verbose_name='state')),
                ('mark_text', models.CharField(blank=True, max_length=120)),
                ('purpose', vault.fields.SealedTextField(blank=True, dossier='id', null=True)),
                ('days', models.PositiveSmallIntegerField(verbose_name='working days')),
                ('place', models.CharField(choices=[('reading_room', 'Reading room, with the clerk; never leaves'), ('take_out_slip', 'Leaves only on a take-out slip'), ('office', 'In the office')], max_length=16, verbose_name='place')),
                ('due_on', models.DateField(null=True, verbose_name='due on')),
                ('by_weekdays', models.BooleanField(default=False)),
                ('handed_over_at', models.DateTimeField(null=True)),
                ('returned_at', models.DateTimeField(null=True)),
                ('pages_returned', models.PositiveIntegerField(null=True)),
                ('condition', vault.fields.SealedTextField(blank=True, dossier='id', null=True)),
                ('difference', vault.fields.SealedTextField(blank=True, dossier='id', null=True)),
                ('overdue_noted_on', models.DateField(null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('applicant', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('applicant_unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personnel.unit')),
                ('handed_over_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('level', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='classification.secrecylevel')),
                ('owning_unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personnel.unit')),
                ('received_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='classification.gradedrecord')),
            ],
            options={
                'verbose_name': 'historical borrow slip',
                'verbose_name_plural': 'historical borrow slips',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCarrier',
            fields=[
                ('id', models.UUIDField(db_index=True, default=vault.identity.uuid7, editable=False)),
                ('number', models.CharField(db_index=True, max_length=20, verbose_name='number')),
                ('kind', models.CharField(choices=[('electronic', 'Electronic original'), ('paper', 'Paper original')], max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('pages', models.PositiveIntegerField(blank=True, null=True, verbose_name='pages')),
                ('copies', models.PositiveSmallIntegerField(default=1, verbose_name='copies')),
                ('place', models.CharField(blank=True, max_length=80, verbose_name='place')),
                ('status', models.CharField(choices=[('in_store', 'In store'), ('on_loan', 'On loan'), ('destroyed', 'Destroyed')], default='in_store', max_length=12, verbose_name='state')),
                ('made_on', models.DateField(verbose_name='made on')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('keeper', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='keeper')),
                ('record', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='classification.gradedrecord')),
            ],
            options={
                'verbose_name': 'historical carrier',
                'verbose_name_plural': 'historical carriers',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalLoanedCarrier',
            fields=[
                ('id', models.UUIDField(db_index=True, default=vault.identity.uuid7, editable=False)),
                ('open', models.BooleanField(default=False)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('carrier', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='custody.carrier')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('slip', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='custody.borrowslip')),
            ],
            options={
                'verbose_name': 'historical loaned carrier',
                'verbose_name_plural': 'historical loaned carriers',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='LoanedCarrier',
            fields=[
                ('id', models.UUIDField(default=vault.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ('open', models.BooleanField(default=False)),
                ('carrier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loans', to='custody.carrier')),
                ('slip', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='custody.borrowslip')),
            ],
            options={
                'ordering': ['carrier__number'],
                'constraints': [models.UniqueConstraint(fields=('slip', 'carrier'), name='a_carrier_stands_once_on_a_slip'), models.UniqueConstraint(condition=models.Q(('open', True)), fields=('carrier',), name='one_open_loan_per_carrier')],
            },
        ),
    ]
