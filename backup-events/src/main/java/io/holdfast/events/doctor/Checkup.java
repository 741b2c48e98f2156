package io.holdfast.events.doctor;

import java.util.List;

/** Checks one part of a service's environment. Every bean of this type is part of {@code GET /doctor}. */
public interface Checkup {

    /** Runs the checks. It ends within a few seconds, and reports problems instead of throwing them. */
    List<DoctorCheckResult> check();
}
