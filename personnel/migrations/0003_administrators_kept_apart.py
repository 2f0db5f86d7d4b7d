import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('personnel', '0002_person_language'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), (models.Case(models.When(office='audit_admin', then=models.Value('audit_admin')), models.When(office='security_admin', then=models.Value('security_admin')), models.When(office='system_admin', then=models.Value('system_admin')), default=models.Value('business'), output_field=models.CharField()), '<>'), (models.Func('since', 'until', models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='administrators_are_kept_apart'),
        ),
    ]
