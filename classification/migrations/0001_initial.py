import django.db.models.deletion
import simple_history.models
import vault.fields
import vault.identity
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('personnel', '0001_initial'),
        ('personnel', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='HandlingPolicy',
            fields=[
                ('code', models.SlugField(primary_key=True, serialize=False)),
                ('steps', models.JSONField()),
                ('working_days', models.PositiveSmallIntegerField()),
                ('place', models.CharField(choices=[('reading_room', 'Reading room, with the clerk; never leaves'), ('take_out_slip', 'Leaves only on a take-out slip'), ('office', 'In the office')], max_length=16)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GradedRecord',
            fields=[
                ('id', models.UUIDField(default=vault.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ('registered_on', models.DateField()),
                ('registered_at', models.DateTimeField()),
                ('destroyed_on', models.DateField(null=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personnel.unit', verbose_name='owning unit')),
            ],
            options={
                'permissions': [('know_gradedrecord', 'Is in the need-to-know scope'), ('handle_gradedrecord', 'Handles the record')],
            },
        ),
        migrations.CreateModel(
            name='Grading',
            fields=[
                ('id', models.UUIDField(default=vault.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('proposed', 'Waiting for the grading authority'), ('confirmed', 'Confirmed'), ('replaced', 'Replaced')], default='proposed', max_length=12)),
                ('period_kind', models.CharField(choices=[('years', 'Years'), ('months', 'Months'), ('until', 'Until a day'), ('long', 'Long-term')], max_length=8)),
                ('period_value', models.PositiveSmallIntegerField(null=True)),
                ('secret_until', models.DateField(null=True)),
                ('basis', vault.fields.SealedTextField(blank=True, dossier='record_id', null=True)),
                ('scope', models.JSONField(default=list)),
                ('owner', models.CharField(blank=True, max_length=60)),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('amended', models.BooleanField(default=False)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gradings', to='classification.gradedrecord')),
            ],
            options={
                'ordering': ['-proposed_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposer')), _negated=True), _connector='OR'), name='a_grading_is_decided_by_someone_else'), models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('record',), name='one_open_proposal_per_record')],
            },
        ),
        migrations.AddField(
            model_name='gradedrecord',
            name='grading',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='classification.grading'),
        ),
        migrations.CreateModel(
            name='HistoricalHandlingPolicy',
            fields=[
                ('code', models.SlugField()),
                ('steps', models.JSONField()),
                ('working_days', models.PositiveSmallIntegerField()),
                ('place', models.CharField(choices=[('reading_room', 'Reading room, with the clerk; never leaves'), ('take_out_slip', 'Leaves only on a take-out slip'), ('office', 'In the office')], max_length=16)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical handling policy',
                'verbose_name_plural': 'historical handling policys',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalScheme',
            fields=[
                ('code', models.SlugField()),
                ('family', models.CharField(choices=[('petition', 'Petition'), ('company', 'Company-internal'), ('commercial', 'Commercial secret'), ('state', 'State secret')], max_length=12)),
                ('position', models.PositiveSmallIntegerField()),
                ('on', models.BooleanField(default=True)),
                ('owner_in_mark', models.BooleanField(default=False)),
                ('mark', models.CharField(max_length=60)),
                ('names', models.JSONField()),
                ('note', models.JSONField(default=dict)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical scheme',
                'verbose_name_plural': 'historical schemes',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Scheme',
            fields=[
                ('code', models.SlugField(primary_key=True, serialize=False)),
                ('family', models.CharField(choices=[('petition', 'Petition'), ('company', 'Company-internal'), ('commercial', 'Commercial secret'), ('state', 'State secret')], max_length=12)),
                ('position', models.PositiveSmallIntegerField()),
                ('on', models.BooleanField(default=True)),
                ('owner_in_mark', models.BooleanField(default=False)),
                ('mark', models.CharField(max_length=60)),
                ('names', models.JSONField()),
                ('note', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.CheckConstraint(condition=models.Q(('family', 'state'), models.Q(('mark__contains', '★'), _negated=True), _connector='OR'), name='the_star_is_the_state_mark')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalSecrecyLevel',
            fields=[
                ('code', models.SlugField()),
                ('rank', models.PositiveSmallIntegerField()),
                ('colour', models.CharField(max_length=12)),
                ('longest_years', models.PositiveSmallIntegerField()),
                ('reader_offices', models.JSONField(default=list)),
                ('names', models.JSONField()),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('policy', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='classification.handlingpolicy')),
                ('scheme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='classification.scheme')),
            ],
            options={
                'verbose_name': 'historical secrecy level',
                'verbose_name_plural': 'historical secrecy levels',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='SecrecyLevel',
            fields=[
                ('code', models.SlugField(primary_key=True, serialize=False)),
                ('rank', models.PositiveSmallIntegerField()),
                ('colour', models.CharField(max_length=12)),
                ('longest_years', models.PositiveSmallIntegerField()),
                ('reader_offices', models.JSONField(default=list)),
                ('names', models.JSONField()),
                ('policy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='classification.handlingpolicy')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='levels', to='classification.scheme')),
            ],
            options={
                'ordering': ['scheme__position', '-rank'],
                'constraints': [models.UniqueConstraint(fields=('scheme', 'rank'), name='one_level_per_rank_and_scheme')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalGrading',
            fields=[
                ('id', models.UUIDField(db_index=True, default=vault.identity.uuid7, editable=False)),
                ('status', models.CharField(choices=[('proposed', 'Waiting for the grading authority'), ('confirmed', 'Confirmed'), ('replaced', 'Replaced')], default='proposed', max_length=12)),
                ('period_kind', models.CharField(choices=[('years', 'Years'), ('months', 'Months'), ('until', 'Until a day'), ('long', 'Long-term')], max_length=8)),
                ('period_value', models.PositiveSmallIntegerField(null=True)),
                ('secret_until', models.DateField(null=True)),
                ('basis', vault.fields.SealedTextField(blank=True, dossier='record_id', null=True)),
                ('scope', models.JSONField(default=list)),
                ('owner', models.CharField(blank=True, max_length=60)),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('amended', models.BooleanField(default=False)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='classification.gradedrecord')),
                ('level', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='classification.secrecylevel')),
            ],
            options={
                'verbose_name': 'historical grading',
                'verbose_name_plural': 'historical gradings',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalGradedRecord',
            fields=[
                ('id', models.UUIDField(db_index=True, default=vault.identity.uuid7, editable=False)),
                ('registered_on', models.DateField()),
                ('registered_at', models.DateTimeField()),
                ('destroyed_on', models.DateField(null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('grading', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='classification.grading')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='personnel.unit', verbose_name='owning unit')),
                ('level', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='classification.secrecylevel')),
            ],
            options={
                'verbose_name': 'historical graded record',
                'verbose_name_plural': 'historical graded records',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalClearance',
            fields=[
                ('id', models.UUIDField(db_index=True, default=vault.identity.uuid7, editable=False)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('level', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='classification.secrecylevel')),
            ],
            options={
                'verbose_name': 'historical clearance',
                'verbose_name_plural': 'historical clearances',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name='grading',
            name='level',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='classification.secrecylevel'),
        ),
        migrations.AddField(
            model_name='gradedrecord',
            name='level',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='classification.secrecylevel'),
        ),
        migrations.CreateModel(
            name='Clearance',
            fields=[
                ('id', models.UUIDField(default=vault.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clearances', to=settings.AUTH_USER_MODEL)),
                ('level', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='classification.secrecylevel')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Admission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('principal', models.UUIDField()),
                ('registered_at', models.DateTimeField()),
                ('source', models.CharField(choices=[('grant', 'Need-to-know scope'), ('duty', 'By office')], max_length=5)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='admissions', to='classification.gradedrecord')),
            ],
            options={
                'indexes': [models.Index(fields=['principal', '-registered_at', 'record'], name='admission_by_principal')],
                'constraints': [models.UniqueConstraint(fields=('principal', 'record', 'source'), name='one_admission_per_principal_and_source')],
            },
        ),
        migrations.CreateModel(
            name='RecordGroupGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='classification.gradedrecord')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.group')),
                ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
            ],
            options={
                'abstract': False,
                'unique_together': {('group', 'permission', 'content_object')},
            },
        ),
        migrations.CreateModel(
            name='RecordUserGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='classification.gradedrecord')),
                ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'unique_together': {('user', 'permission', 'content_object')},
            },
        ),
    ]
