package io.holdfast.dump.health;

import io.holdfast.dump.worker.Programs;
import io.holdfast.events.doctor.Check;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.SecurityFixes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whether PostgreSQL's client programs have the security fixes that a hostile database or archive makes necessary. */
@ApplicationScoped
class ClientProgramsCheckup implements Checkup {

    private final Programs programs;

    ClientProgramsCheckup(Programs programs) {
        this.programs = programs;
    }

    @Override
    public List<Check> look() {
        return judge(programs.installed().all());
    }

    static List<Check> judge(List<ClientPrograms> installed) {
        return SecurityFixes.adviceFor(installed)
                .map(advice -> Check.warn("client programs", advice.message(), advice.hint()))
                .stream()
                .toList();
    }
}
