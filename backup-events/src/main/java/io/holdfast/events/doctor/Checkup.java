package io.holdfast.events.doctor;

import java.util.List;

/** Examines one part of a service's surroundings. Every bean of this type is part of {@code GET /doctor}. */
public interface Checkup {

    /** What was found; ends within a few seconds, and reports trouble instead of throwing it. */
    List<DoctorCheckResult> check();
}
