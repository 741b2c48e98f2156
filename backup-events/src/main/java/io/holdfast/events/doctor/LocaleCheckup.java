package io.holdfast.events.doctor;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The charset that Java takes from the locale, for names of files and for variables of the environment. Every character outside of it is
 * lost. Says nothing where that is none.
 */
@ApplicationScoped
class LocaleCheckup implements Checkup {

    @Override
    public List<DoctorCheckResult> check() {
        return of(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    static List<DoctorCheckResult> of(String charset) {
        return charset.equalsIgnoreCase("UTF-8")
                ? List.of()
                : List.of(DoctorCheckResult.warn(
                        "locale",
                        "its charset is " + charset + ": names of files and variables of the environment with other"
                                + " characters cannot be used",
                        "Start the service with LC_ALL=C.UTF-8."));
    }
}
