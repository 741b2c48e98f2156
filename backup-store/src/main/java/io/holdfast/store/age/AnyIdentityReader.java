package io.holdfast.store.age;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import java.security.GeneralSecurityException;
import java.util.List;

/** Tries every identity on every stanza, and remembers whether one of them fitted: what fails later is then the file. */
final class AnyIdentityReader implements RecipientStanzaReader {

    private final AgeIdentities identities;
    private int stanzas = -1;
    private boolean fitted;

    AnyIdentityReader(AgeIdentities identities) {
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
                    // Stanzas do not say whose they are: not being able to open one is how one finds out.
                    continue;
                }
            }
        }
        throw new UnsupportedRecipientStanzaException("no identity fits");
    }

    /** Whether the header could be read as far as its recipients. */
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
