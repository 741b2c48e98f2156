package io.holdfast.events.doctor;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Everything that this service can tell about its surroundings, and what to do about it. */
@Path("/doctor")
@Singleton
public class DoctorResource {

    private static final Duration KEEP = Duration.ofSeconds(3);

    private final RecentAnswer recent;

    DoctorResource(@All List<Checkup> checkups, Clock clock) {
        this.recent = new RecentAnswer(
                () -> checkups.stream().flatMap(DoctorResource::safely).toList(), clock, KEEP);
    }

    @GET
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    public List<Check> look() {
        return recent.get();
    }

    /** One broken check must not hide the others' findings. */
    private static java.util.stream.Stream<Check> safely(Checkup checkup) {
        try {
            return checkup.look().stream();
        } catch (RuntimeException e) {
            return java.util.stream.Stream.of(Check.fail(
                    checkup.getClass().getSimpleName(),
                    "the examination itself failed: " + e.getClass().getSimpleName(),
                    "See this service's log."));
        }
    }
}
