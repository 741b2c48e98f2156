package io.holdfast.notify.postgres;

import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.notify.settings.SinkSettingsHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;

/** Sinks whose receivers responded with HTTP 410 Gone. */
@ApplicationScoped
public class HttpGoneSinkRepository {

    private final CatalogueDatabaseClient catalogue;

    HttpGoneSinkRepository(CatalogueDatabaseClient catalogue) {
        this.catalogue = catalogue;
    }

    private record Line(String sink, SinkSettingsHash settings) {}

    /** Returns the settings with which each receiver responded with HTTP 410, by name of the sink. */
    public Map<String, SinkSettingsHash> all() {
        return catalogue
                .rows(
                        "select name, gone_salt, gone_settings from sink where configured and gone_at is not null",
                        row -> new Line(
                                row.getString("name"),
                                new SinkSettingsHash(row.getBytes("gone_salt"), row.getBytes("gone_settings"))))
                .stream()
                .collect(Collectors.toMap(Line::sink, Line::settings));
    }

    /**
     * Resumes a sink. Its pending deliveries are sent.
     *
     * @param settings the settings with which the receiver responded; if they are outdated, the sink is not resumed
     */
    public boolean resume(String sink, SinkSettingsHash settings) {
        return catalogue.change(
                        "update sink set gone_at = null, gone_salt = null, gone_settings = null"
                                + " where name = ? and gone_salt = ?",
                        sink,
                        settings.salt())
                == 1;
    }
}
