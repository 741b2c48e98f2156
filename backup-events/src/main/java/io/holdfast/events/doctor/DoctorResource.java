package io.holdfast.events.doctor;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Everything that this service can tell about its surroundings, and what to do about it. */
@Path("/doctor")
public class DoctorResource {

    private final List<Checkup> checkups;

    DoctorResource(@All List<Checkup> checkups) {
        this.checkups = checkups;
    }

    @GET
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    public List<Check> look() {
        return checkups.stream().flatMap(DoctorResource::safely).toList();
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
