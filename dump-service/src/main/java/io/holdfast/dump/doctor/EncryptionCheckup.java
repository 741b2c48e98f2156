package io.holdfast.dump.doctor;

import io.holdfast.dump.settings.ConfiguredDatabases;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.store.age.AgeRecipients;
import io.holdfast.store.settings.DatabaseRecipients;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeSet;

/** To whom databases are encrypted. One key is one key too few: with it every backup would be lost. */
@ApplicationScoped
class EncryptionCheckup implements Checkup {

    private final ConfiguredDatabases databases;
    private final DatabaseRecipients recipients;

    EncryptionCheckup(ConfiguredDatabases databases, DatabaseRecipients recipients) {
        this.databases = databases;
        this.recipients = recipients;
    }

    @Override
    public List<DoctorCheckResult> check() {
        return new TreeSet<>(databases.ids())
                .stream()
                        .flatMap(database -> recipients.of(database).map(list -> check(database, list)).stream())
                        .toList();
    }

    private static DoctorCheckResult check(DatabaseId database, AgeRecipients list) {
        String name = "encryption of " + database;
        return list.count() > 1
                ? DoctorCheckResult.ok(name, list.count() + " recipients")
                : DoctorCheckResult.warn(
                        name,
                        "to one recipient only: whoever loses that key loses every backup",
                        "Add a second recipient whose private key is kept elsewhere; new backups open with either.");
    }
}
