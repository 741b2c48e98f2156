package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.events.RestoreReport;
import io.holdfast.restoreengine.RestorePhaseTimer;
import io.holdfast.restoreengine.ServerCompatibilityCheck;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.verify.drilling.DrillClaim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The state of one running drill. */
record RunningDrill(
        DrillClaim claim,
        ScratchServerState.Ready ready,
        StagedArchive archive,
        DrillTocEntryClassifier entries,
        boolean isTrusted,
        Path folder,
        DrillLimits allowance,
        StringBuilder page,
        List<Finding> findings,
        List<RestoreReport.Phase> phases) {

    List<Finding> otherVersions() {
        return findings.stream()
                .filter(finding -> finding.code().equals(ServerCompatibilityCheck.OTHER_VERSION))
                .toList();
    }

    void took(RestorePhaseTimer measured) {
        phases.clear();
        phases.addAll(archive.phases());
        phases.addAll(measured.all());
    }

    Duration took() {
        return phases.stream().map(RestoreReport.Phase::took).reduce(Duration.ZERO, Duration::plus);
    }
}
