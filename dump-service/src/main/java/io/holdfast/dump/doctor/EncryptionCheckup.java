package io.holdfast.dump.doctor;

import io.holdfast.dump.settings.ConfiguredDatabases;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.store.age.AgeEncryptionRecipients;
import io.holdfast.store.settings.DatabaseEncryptionRecipients;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeSet;

/** Checks that backups are encrypted to more than one recipient. With a single key, the loss of the key makes every backup unreadable. */
@ApplicationScoped
class EncryptionCheckup implements Checkup {

    private final ConfiguredDatabases databases;
    private final DatabaseEncryptionRecipients recipients;

    EncryptionCheckup(ConfiguredDatabases databases, DatabaseEncryptionRecipients recipients) {
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

    private static DoctorCheckResult check(DatabaseId database, AgeEncryptionRecipients list) {
        String name = "encryption of " + database;
        return list.count() > 1
                ? DoctorCheckResult.ok(name, list.count() + " recipients")
                : DoctorCheckResult.warn(
                        name,
                        "backups are encrypted to only one recipient; if its private key is lost, no backup can be restored",
                        "Add a second recipient, and store its private key elsewhere. Either key can then decrypt new backups.");
    }
}
