"""A package that is lost or removed keeps its number."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("retention", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="archivepackage",
            name="removed_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
