from django.db import migrations, models

import videre.web.accounts.models.user


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="Refusal"),  # they last a quarter of an hour; none is worth moving
        migrations.CreateModel(
            name="Refusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("attempt", models.CharField(max_length=64, unique=True)),
                ("at", models.DateTimeField()),
                ("n_tries", models.PositiveIntegerField(default=1)),
            ],
            options={"indexes": [models.Index(fields=["at"], name="refusal_at")]},
        ),
        migrations.AddField(
            "user", "stamp", models.CharField(default=videre.web.accounts.models.user.make_stamp, max_length=32)
        ),
        migrations.AddField("user", "totp_secret", models.CharField(blank=True, default="", max_length=255)),
        migrations.AddField("user", "totp_step", models.BigIntegerField(default=0)),
        migrations.AddField("user", "comes_from", models.CharField(blank=True, default="", max_length=255)),
        migrations.AddConstraint(
            "user",
            models.UniqueConstraint(
                condition=models.Q(("comes_from", ""), _negated=True),
                fields=("comes_from",),
                name="user_of_a_provider_is_one",
            ),
        ),
    ]
