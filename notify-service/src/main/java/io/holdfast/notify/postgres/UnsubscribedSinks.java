package io.holdfast.notify.postgres;

import io.holdfast.events.log.JdbcCatalogue;
import io.holdfast.notify.settings.SinkSettingsHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;

/** Sinks whose receivers have said that nobody wants anything there any more. */
@ApplicationScoped
public class UnsubscribedSinks {

    private final JdbcCatalogue catalogue;

    UnsubscribedSinks(JdbcCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    private record Line(String sink, SinkSettingsHash settings) {}

    /** With the settings under which each of them was told so, by name. */
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
     * It is sent to again, from where it stopped.
     *
     * @param settings those it was gone under; if it is gone under others by now, it stays so
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
