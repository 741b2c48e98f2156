package io.holdfast.verify.storage;

import io.holdfast.restoring.archive.EncryptedArchives;
import io.holdfast.restoring.archive.Programs;
import io.holdfast.verify.settings.VerifySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** How archives are read here: with which keys, and by which programs. */
@ApplicationScoped
class Wiring {

    @Produces
    @Singleton
    EncryptedArchives encryptedArchives(IdentityFile identities) {
        return new EncryptedArchives(identities::identities);
    }

    @Produces
    @Singleton
    Programs programs(VerifySettings settings) {
        return new Programs(
                settings.verify().clientPrograms().orElse(List.of()),
                settings.verify().longestList());
    }
}
