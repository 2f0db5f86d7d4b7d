import django.contrib.postgres.fields
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
        ('personnel', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalReport',
            fields=[
                ('id', models.UUIDField(db_index=True, default=vault.identity.uuid7, editable=False)),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('quarter', models.PositiveSmallIntegerField(verbose_name='quarter')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('interim', models.BooleanField(verbose_name='interim')),
                ('as_of', models.DateTimeField(verbose_name='as of')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('hash', models.CharField(max_length=64)),
                ('status', models.CharField(choices=[('draft', 'Waiting for the wording'), ('worded', 'Waiting for the signature'), ('signed', 'Signed')], default='draft', max_length=8, verbose_name='state')),
                ('organisation', vault.fields.SealedTextField(blank=True, dossier='id', null=True, verbose_name='I. How the inspection was organised')),
                ('results', vault.fields.SealedTextField(blank=True, dossier='id', null=True, verbose_name='II. Results, item by item')),
                ('problems', vault.fields.SealedTextField(blank=True, dossier='id', null=True, verbose_name='IV. Problems found')),
                ('measures', vault.fields.SealedTextField(blank=True, dossier='id', null=True, verbose_name='V. Measures and deadlines')),
                ('next_steps', vault.fields.SealedTextField(blank=True, dossier='id', null=True, verbose_name='VI. Next steps')),
                ('worded_at', models.DateTimeField(null=True)),
                ('signed_at', models.DateTimeField(null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('worded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical report',
                'verbose_name_plural': 'historical reports',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.UUIDField(default=vault.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('quarter', models.PositiveSmallIntegerField(verbose_name='quarter')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('interim', models.BooleanField(verbose_name='interim')),
                ('as_of', models.DateTimeField(verbose_name='as of')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('snapshot', models.JSONField()),
                ('hash', models.CharField(max_length=64)),
                ('status', models.CharField(choices=[('draft', 'Waiting for the wording'), ('worded', 'Waiting for the signature'), ('signed', 'Signed')], default='draft', max_length=8, verbose_name='state')),
                ('organisation', vault.fields.SealedTextField(blank=True, dossier='id', null=True, verbose_name='I. How the inspection was organised')),
                ('results', vault.fields.SealedTextField(blank=True, dossier='id', null=True, verbose_name='II. Results, item by item')),
                ('problems', vault.fields.SealedTextField(blank=True, dossier='id', null=True, verbose_name='IV. Problems found')),
                ('measures', vault.fields.SealedTextField(blank=True, dossier='id', null=True, verbose_name='V. Measures and deadlines')),
                ('next_steps', vault.fields.SealedTextField(blank=True, dossier='id', null=True, verbose_name='VI. Next steps')),
                ('worded_at', models.DateTimeField(null=True)),
                ('signed_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('worded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-year', '-quarter', '-version'],
                'constraints': [models.UniqueConstraint(fields=('year', 'quarter', 'version'), name='one_report_per_quarter_and_version'), models.CheckConstraint(condition=models.Q(('quarter__gte', 1), ('quarter__lte', 4)), name='a_year_has_four_quarters'), models.CheckConstraint(condition=models.Q(models.Q(('interim', True), _negated=True), ('status', 'draft'), _connector='OR'), name='an_interim_report_is_neither_worded_nor_signed'), models.CheckConstraint(condition=models.Q(('status', 'draft'), models.Q(('worded_at__isnull', False), ('worded_by__isnull', False)), _connector='OR'), name='worded_means_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'signed'), _negated=True), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='signed_means_by_somebody'), models.CheckConstraint(condition=models.Q(('signed_by', models.F('worded_by')), _negated=True), name='nobody_signs_the_report_they_worded')],
            },
        ),
        migrations.CreateModel(
            name='ReportFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('value', models.PositiveIntegerField()),
                ('rows', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='inspection.report')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('report', 'key'), name='one_figure_per_report_and_key')],
            },
        ),
    ]
