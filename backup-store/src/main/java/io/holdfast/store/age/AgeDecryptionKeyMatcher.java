package io.holdfast.store.age;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import java.security.GeneralSecurityException;
import java.util.List;

/** Tries every identity on every stanza, and records whether one of them matched. A later failure is then a failure of the file. */
final class AgeDecryptionKeyMatcher implements RecipientStanzaReader {

    private final AgeDecryptionKeys identities;
    private int stanzas = -1;
    private boolean fitted;

    AgeDecryptionKeyMatcher(AgeDecryptionKeys identities) {
        this.identities = identities;
    }

    @Override
    public FileKey getFileKey(Iterable<RecipientStanza> recipients) throws GeneralSecurityException {
        stanzas = 0;
        for (RecipientStanza stanza : recipients) {
            stanzas++;
        }
        for (RecipientStanza stanza : recipients) {
            for (RecipientStanzaReader reader : identities.readers()) {
                try {
                    FileKey key = reader.getFileKey(List.of(stanza));
                    fitted = true;
                    return key;
                } catch (GeneralSecurityException e) {
                    // A stanza does not reveal its recipient, so a failed attempt is the only test.
                    continue;
                }
            }
        }
        throw new UnsupportedRecipientStanzaException("no identity matches");
    }

    /** Whether the header was read up to its recipients. */
    boolean wasAsked() {
        return stanzas >= 0;
    }

    int stanzas() {
        return stanzas;
    }

    boolean fitted() {
        return fitted;
    }
}
