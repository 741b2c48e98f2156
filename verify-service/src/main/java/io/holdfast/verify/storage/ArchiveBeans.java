package io.holdfast.verify.storage;

import io.holdfast.restoreengine.archive.ClientProgramLookup;
import io.holdfast.restoreengine.archive.EncryptedArchiveReader;
import io.holdfast.verify.settings.VerifySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Produces the beans that read archives, with the configured keys and client programs. */
@ApplicationScoped
class ArchiveBeans {

    @Produces
    @Singleton
    EncryptedArchiveReader encryptedArchiveReader(DecryptionKeyFileReader identities) {
        return new EncryptedArchiveReader(identities::identities);
    }

    @Produces
    @Singleton
    ClientProgramLookup programs(VerifySettings settings) {
        return new ClientProgramLookup(
                settings.verify().clientPrograms().orElse(List.of()),
                settings.verify().longestList());
    }
}
