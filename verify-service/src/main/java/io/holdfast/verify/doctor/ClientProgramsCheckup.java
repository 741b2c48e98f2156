package io.holdfast.verify.doctor;

import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.ClientSecurityFixCheck;
import io.holdfast.restoreengine.archive.ClientProgramLookup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Checks that the installed PostgreSQL client programs have the security fixes for hostile databases and archives. */
@ApplicationScoped
class ClientProgramsCheckup implements Checkup {

    private final ClientProgramLookup programs;

    ClientProgramsCheckup(ClientProgramLookup programs) {
        this.programs = programs;
    }

    @Override
    public List<DoctorCheckResult> check() {
        return judge(programs.all());
    }

    static List<DoctorCheckResult> judge(List<ClientPrograms> installed) {
        return ClientSecurityFixCheck.adviceFor(installed)
                .map(advice -> DoctorCheckResult.warn("client programs", advice.message(), advice.hint()))
                .stream()
                .toList();
    }
}
