package io.holdfast.events.doctor;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Checks the charset that Java uses for file names and environment variables, which depends on the locale. Characters that the charset
 * lacks are lost. There is no result if the charset has all characters.
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
                        "its charset is " + charset + ": file names and environment variables with other"
                                + " characters cannot be used",
                        "Start the service with LC_ALL=C.UTF-8."));
    }
}
