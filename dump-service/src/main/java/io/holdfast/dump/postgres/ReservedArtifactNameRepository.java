package io.holdfast.dump.postgres;

import io.holdfast.events.log.CatalogueDatabaseClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;

/** Stores all artifact names that were ever reserved for an attempt. */
@ApplicationScoped
public class ReservedArtifactNameRepository {

    private final CatalogueDatabaseClient catalogue;

    ReservedArtifactNameRepository(CatalogueDatabaseClient catalogue) {
        this.catalogue = catalogue;
    }

    public boolean any() {
        return catalogue.row("select 1 from artifact_name limit 1", row -> true).isPresent();
    }

    /** Returns the names that are not reserved for any attempt. */
    public Set<String> unexplained(Set<String> found) {
        Set<String> unexplained = new TreeSet<>(found);
        catalogue.rows(
                "select name from artifact_name where name = any (?)",
                row -> unexplained.remove(row.getString("name")),
                (Object) found.toArray(String[]::new));
        return unexplained;
    }

    /**
     * Makes recovery check these names again, if they are reserved. The artifact of a completed backup is always excluded.
     */
    public void unsettle(Set<String> found) {
        catalogue.change("""
                update artifact_name n set settled = false
                where n.name = any (?) and n.settled
                  and not exists (select 1 from backup c where c.state = 'completed' and c.artifact = n.name)""", (Object) found.toArray(String[]::new));
    }

    /** Deletes a reservation, because the file with this name was imported. */
    void giveUp(String name) {
        catalogue.change("delete from artifact_name where name = ?", name);
    }
}
