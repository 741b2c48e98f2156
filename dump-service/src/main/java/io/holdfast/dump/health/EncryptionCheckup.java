package io.holdfast.dump.health;

import io.holdfast.dump.settings.Databases;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.doctor.Check;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.store.age.Recipients;
import io.holdfast.store.settings.DatabaseRecipients;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeSet;

/** To whom databases are encrypted. One key is one key too few: with it every backup would be lost. */
@ApplicationScoped
class EncryptionCheckup implements Checkup {

    private final Databases databases;
    private final DatabaseRecipients recipients;

    EncryptionCheckup(Databases databases, DatabaseRecipients recipients) {
        this.databases = databases;
        this.recipients = recipients;
    }

    @Override
    public List<Check> look() {
        return new TreeSet<>(databases.ids())
                .stream()
                        .flatMap(database -> recipients.of(database).map(list -> check(database, list)).stream())
                        .toList();
    }

    private static Check check(DatabaseId database, Recipients list) {
        String name = "encryption of " + database;
        return list.count() > 1
                ? Check.ok(name, list.count() + " recipients")
                : Check.warn(
                        name,
                        "to one recipient only: whoever loses that key loses every backup",
                        "Add a second recipient whose private key is kept elsewhere; new backups open with either.");
    }
}
