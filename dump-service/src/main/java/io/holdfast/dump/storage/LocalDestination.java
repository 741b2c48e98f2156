package io.holdfast.dump.storage;

import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.store.Initialising;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Modes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** The destination {@code local}: the runbook's {@code BACKUP_DIR}. */
final class LocalDestination {

    private static final Logger LOG = Logger.getLogger(LocalDestination.class);

    @Produces
    @Singleton
    LocalDirectory local(DumpSettings settings) {
        return new LocalDirectory("local", settings.backupDir(), settings.groupReadable() ? Modes.GROUP : Modes.OWNER);
    }

    /** Only where no name was ever reserved: an empty directory may be a mount point without its file system. */
    static void prepare(LocalDirectory local, boolean everUsed) {
        if (everUsed) {
            return;
        }
        switch (local.initialise()) {
            case Initialising.Known known -> LOG.debug("The destination 'local' is known");
            case Initialising.Created created -> LOG.info("The destination 'local' is prepared");
            case Initialising.Refused refused ->
                LOG.warnf("The destination 'local' is not usable: %s", refused.reason());
        }
    }
}
