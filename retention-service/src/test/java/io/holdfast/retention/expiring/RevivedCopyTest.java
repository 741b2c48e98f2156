package io.holdfast.retention.expiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All copies of a backup were found bad, so that it stood for its week no more; then one was read again, and is good. */
class RevivedCopyTest {

    private static final int OLDEST = 0;
    private static final List<String> ALL = List.of("local", "away", "vault");

    private final World world = new World(new RetentionPolicy(
            Example.APP,
            Duration.ofDays(5),
            2,
            Duration.ofDays(1),
            new Tiering(3, 0, 0, 0, null, Duration.ofDays(3)),
            List.of(Place.LOCAL, Example.AWAY, Example.VAULT)));

    @Test
    void its_bad_copies_are_not_deleted_before_they_were_made_anew() {
        weekOfBackups();
        ALL.forEach(place -> world.others.condemn(OLDEST, place));
        world.hear(Integer.MAX_VALUE);
        world.planAndHear();
        assertThat(world.catalogue.look(Example.id(OLDEST)).intents()).hasSize(3);

        world.others.read(OLDEST, List.of("vault"));
        world.settle();

        assertThat(ALL)
                .allMatch(place ->
                        world.storage.isThere(Example.copy(OLDEST, place).ref()));
        assertThat(world.catalogue.look(Example.id(OLDEST)).intents()).isEmpty();
    }

    private void weekOfBackups() {
        for (int day = 0; day < 7; day++) {
            int backup = world.others.make(Kind.FULL);
            world.others.copy(backup, "away", ALL);
            world.others.copy(backup, "vault", ALL);
            world.others.read(backup, ALL);
            world.clocks.pass(Duration.ofDays(1));
        }
        world.hear(Integer.MAX_VALUE);
    }
}
