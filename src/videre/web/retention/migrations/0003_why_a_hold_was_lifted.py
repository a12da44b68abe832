"""A hold that is lifted says why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("retention", "0002_removed_packages")]

    operations = [
        migrations.AddField(
            model_name="legalhold",
            name="lifted_because",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
