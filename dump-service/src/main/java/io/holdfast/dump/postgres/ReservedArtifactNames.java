package io.holdfast.dump.postgres;

import io.holdfast.events.log.JdbcCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;

/** Every artifact name that was ever given to an attempt. */
@ApplicationScoped
public class ReservedArtifactNames {

    private final JdbcCatalogue catalogue;

    ReservedArtifactNames(JdbcCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    public boolean any() {
        return catalogue.row("select 1 from artifact_name limit 1", row -> true).isPresent();
    }

    /** Of these names, the ones that no attempt explains. */
    public Set<String> unexplained(Set<String> found) {
        Set<String> unexplained = new TreeSet<>(found);
        catalogue.rows(
                "select name from artifact_name where name = any (?)",
                row -> unexplained.remove(row.getString("name")),
                (Object) found.toArray(String[]::new));
        return unexplained;
    }

    /**
     * Has recovery look under these names again, as far as they are ours. The artifact of a completed backup is never among
     * them, whoever asks.
     */
    public void unsettle(Set<String> found) {
        catalogue.change("""
                update artifact_name n set settled = false
                where n.name = any (?) and n.settled
                  and not exists (select 1 from backup c where c.state = 'completed' and c.artifact = n.name)""", (Object) found.toArray(String[]::new));
    }

    /** An imported file is somebody's, whatever its name was reserved for before. */
    void giveUp(String name) {
        catalogue.change("delete from artifact_name where name = ?", name);
    }
}
