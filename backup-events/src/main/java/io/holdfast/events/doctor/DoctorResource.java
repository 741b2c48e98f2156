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

/** The doctor report of this service: the state of its environment, and what to do about problems. */
@Path("/doctor")
@Singleton
public class DoctorResource {

    private static final Duration KEEP = Duration.ofSeconds(3);

    private final CachedDoctorResponse recent;

    DoctorResource(@All List<Checkup> checkups, Clock clock) {
        this.recent = new CachedDoctorResponse(
                () -> checkups.stream().flatMap(DoctorResource::safely).toList(), clock, KEEP);
    }

    @GET
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    public List<DoctorCheckResult> check() {
        return recent.get();
    }

    /** A check that fails must not hide the results of the others. */
    private static java.util.stream.Stream<DoctorCheckResult> safely(Checkup checkup) {
        try {
            return checkup.check().stream();
        } catch (RuntimeException e) {
            return java.util.stream.Stream.of(DoctorCheckResult.fail(
                    checkup.getClass().getSimpleName(),
                    "the check itself failed: " + e.getClass().getSimpleName(),
                    "Check the log of this service."));
        }
    }
}
