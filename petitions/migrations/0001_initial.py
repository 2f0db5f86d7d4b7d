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
            name='Petition',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='petition', serialize=False, to='classification.gradedrecord')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='number')),
                ('status', models.CharField(choices=[('registered', 'Registered'), ('in_hand', 'In hand'), ('closed', 'Closed'), ('destroyed', 'Destroyed')], default='registered', max_length=12, verbose_name='state')),
                ('channel', models.CharField(choices=[('letter', 'Letter'), ('visit', 'Visit'), ('online', 'Online'), ('phone', 'Telephone'), ('fax', 'Fax'), ('other', 'Other')], max_length=8, verbose_name='channel')),
                ('received_on', models.DateField(verbose_name='received')),
                ('category', models.CharField(choices=[('suggestion', 'Suggestion'), ('accusation', 'Accusation'), ('claim', 'Claim')], max_length=12, verbose_name='category')),
                ('information_category', models.CharField(choices=[('privacy', 'Personal privacy'), ('company', 'Company-sensitive'), ('general', 'General')], max_length=8, verbose_name='information')),
                ('subject', vault.fields.SealedTextField(blank=True, dossier='record_id', null=True, verbose_name='subject')),
                ('body', vault.fields.SealedTextField(blank=True, dossier='record_id', null=True, verbose_name='text')),
                ('extra', vault.fields.SealedTextField(blank=True, dossier='record_id', null=True, verbose_name='further columns')),
                ('assigned_at', models.DateTimeField(null=True)),
                ('result', models.CharField(blank=True, choices=[('supported', 'Supported'), ('explained', 'Reasonable but without basis: explained'), ('not_supported', 'Not supported'), ('adopted', 'Adopted'), ('partly_adopted', 'Adopted in part'), ('not_adopted', 'Not adopted'), ('true', 'Found true'), ('partly_true', 'Found true in part'), ('untrue', 'Found untrue'), ('unverifiable', 'Cannot be verified')], max_length=16, verbose_name='result')),
                ('reply', vault.fields.SealedTextField(blank=True, dossier='record_id', null=True, verbose_name='reply')),
                ('closed_on', models.DateField(null=True, verbose_name='closed on')),
                ('registered_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='registered on')),
                ('source', models.CharField(blank=True, max_length=80, verbose_name='source')),
                ('source_number', models.CharField(blank=True, max_length=80, verbose_name='number at the source')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handling_officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='handling officer')),
                ('handling_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personnel.unit', verbose_name='handling unit')),
                ('registered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='registered by')),
                ('repeat_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repeats', to='petitions.petition', verbose_name='repeat of')),
            ],
            options={
                'ordering': ['-registered_at', '-number'],
                'indexes': [models.Index(fields=['status', '-registered_at'], name='petition_by_status'), models.Index(fields=['received_on'], name='petition_by_received'), models.Index(fields=['handling_officer', 'status'], name='petition_by_officer'), models.Index(fields=['source_number'], name='petition_by_source_number')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['registered', 'in_hand', 'closed', 'destroyed'])), name='a_petition_is_in_a_known_state'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'in_hand'), _negated=True), models.Q(('assigned_at__isnull', False), ('handling_officer__isnull', False), ('handling_unit__isnull', False)), _connector='OR'), name='a_petition_in_hand_names_who_handles_it'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'closed'), _negated=True), models.Q(('closed_by__isnull', False), ('closed_on__isnull', False), models.Q(('result', ''), _negated=True)), _connector='OR'), name='a_closed_petition_has_a_result_a_day_and_a_name'), models.CheckConstraint(condition=models.Q(('status__in', ['closed', 'destroyed']), models.Q(('closed_by__isnull', True), ('closed_on__isnull', True), ('result', '')), _connector='OR'), name='an_open_petition_is_not_closed'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('received_on')), _connector='OR'), name='a_petition_is_closed_after_it_came_in'), models.CheckConstraint(condition=models.Q(('repeat_of__isnull', True), models.Q(('repeat_of', models.F('record')), _negated=True), _connector='OR'), name='a_petition_does_not_repeat_itself'), models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('source', 'source_number'), name='one_petition_per_source_and_number')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=vault.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', vault.fields.SealedTextField(blank=True, dossier='petition_id', null=True, verbose_name='note')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='petitions.petition')),
            ],
            options={
                'ordering': ['written_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalPetitioner',
            fields=[
                ('id', models.UUIDField(db_index=True, default=vault.identity.uuid7, editable=False)),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('name', vault.fields.SealedTextField(blank=True, dossier='petition_id', null=True, verbose_name='name')),
                ('id_number', vault.fields.SealedTextField(blank=True, dossier='petition_id', null=True, verbose_name='ID number')),
                ('phone', vault.fields.SealedTextField(blank=True, dossier='petition_id', null=True, verbose_name='phone')),
                ('phone_normalised', vault.fields.SealedTextField(blank=True, dossier='petition_id', null=True)),
                ('address', vault.fields.SealedTextField(blank=True, dossier='petition_id', null=True, verbose_name='address')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('petition', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='petitions.petition')),
            ],
            options={
                'verbose_name': 'historical petitioner',
                'verbose_name_plural': 'historical petitioners',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalPetition',
            fields=[
                ('number', models.CharField(db_index=True, max_length=20, verbose_name='number')),
                ('status', models.CharField(choices=[('registered', 'Registered'), ('in_hand', 'In hand'), ('closed', 'Closed'), ('destroyed', 'Destroyed')], default='registered', max_length=12, verbose_name='state')),
                ('channel', models.CharField(choices=[('letter', 'Letter'), ('visit', 'Visit'), ('online', 'Online'), ('phone', 'Telephone'), ('fax', 'Fax'), ('other', 'Other')], max_length=8, verbose_name='channel')),
                ('received_on', models.DateField(verbose_name='received')),
                ('category', models.CharField(choices=[('suggestion', 'Suggestion'), ('accusation', 'Accusation'), ('claim', 'Claim')], max_length=12, verbose_name='category')),
                ('information_category', models.CharField(choices=[('privacy', 'Personal privacy'), ('company', 'Company-sensitive'), ('general', 'General')], max_length=8, verbose_name='information')),
                ('subject', vault.fields.SealedTextField(blank=True, dossier='record_id', null=True, verbose_name='subject')),
                ('body', vault.fields.SealedTextField(blank=True, dossier='record_id', null=True, verbose_name='text')),
                ('extra', vault.fields.SealedTextField(blank=True, dossier='record_id', null=True, verbose_name='further columns')),
                ('assigned_at', models.DateTimeField(null=True)),
                ('result', models.CharField(blank=True, choices=[('supported', 'Supported'), ('explained', 'Reasonable but without basis: explained'), ('not_supported', 'Not supported'), ('adopted', 'Adopted'), ('partly_adopted', 'Adopted in part'), ('not_adopted', 'Not adopted'), ('true', 'Found true'), ('partly_true', 'Found true in part'), ('untrue', 'Found untrue'), ('unverifiable', 'Cannot be verified')], max_length=16, verbose_name='result')),
                ('reply', vault.fields.SealedTextField(blank=True, dossier='record_id', null=True, verbose_name='reply')),
                ('closed_on', models.DateField(null=True, verbose_name='closed on')),
                ('registered_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='registered on')),
                ('source', models.CharField(blank=True, max_length=80, verbose_name='source')),
                ('source_number', models.CharField(blank=True, max_length=80, verbose_name='number at the source')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('closed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handling_officer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='handling officer')),
                ('handling_unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personnel.unit', verbose_name='handling unit')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='classification.gradedrecord')),
                ('registered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='registered by')),
                ('repeat_of', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='petitions.petition', verbose_name='repeat of')),
            ],
            options={
                'verbose_name': 'historical petition',
                'verbose_name_plural': 'historical petitions',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalNote',
            fields=[
                ('id', models.UUIDField(db_index=True, default=vault.identity.uuid7, editable=False)),
                ('text', vault.fields.SealedTextField(blank=True, dossier='petition_id', null=True, verbose_name='note')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('petition', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='petitions.petition')),
            ],
            options={
                'verbose_name': 'historical note',
                'verbose_name_plural': 'historical notes',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Petitioner',
            fields=[
                ('id', models.UUIDField(default=vault.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('name', vault.fields.SealedTextField(blank=True, dossier='petition_id', null=True, verbose_name='name')),
                ('id_number', vault.fields.SealedTextField(blank=True, dossier='petition_id', null=True, verbose_name='ID number')),
                ('phone', vault.fields.SealedTextField(blank=True, dossier='petition_id', null=True, verbose_name='phone')),
                ('phone_normalised', vault.fields.SealedTextField(blank=True, dossier='petition_id', null=True)),
                ('address', vault.fields.SealedTextField(blank=True, dossier='petition_id', null=True, verbose_name='address')),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='petitioners', to='petitions.petition')),
            ],
            options={
                'ordering': ['petition', 'position'],
                'constraints': [models.UniqueConstraint(fields=('petition', 'position'), name='one_petitioner_per_position')],
            },
        ),
        migrations.CreateModel(
            name='SearchTicket',
            fields=[
                ('token', models.UUIDField(primary_key=True, serialize=False)),
                ('terms', vault.fields.SealedTextField(blank=True, dossier='person_id', null=True)),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('token', models.UUIDField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('petition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='petitions.petition')),
            ],
        ),
    ]
