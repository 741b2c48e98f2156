package io.holdfast.dump.worker;

import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.postgrestools.InstalledClientPrograms;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** PostgreSQL's client programs on this host. They are searched for once. */
@ApplicationScoped
public class CachedClientPrograms {

    private final InstalledClientPrograms installed;

    CachedClientPrograms(DumpSettings settings) {
        this.installed =
                InstalledClientPrograms.find(settings.dump().clientPrograms().orElse(List.of()));
    }

    public InstalledClientPrograms installed() {
        return installed;
    }
}
