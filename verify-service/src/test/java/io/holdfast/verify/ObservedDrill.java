package io.holdfast.verify;

import io.holdfast.events.DrillEvent;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DrillEvent.DrillImpossible;
import io.holdfast.events.DrillEvent.DrillOverdue;
import io.holdfast.events.DrillEvent.DrillStarted;
import io.holdfast.events.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The outcome of a case's drill. */
record ObservedDrill(UUID drill, String outcome, String level, List<Finding> findings, String event) {

    static ObservedDrill of(DrillEvent event) {
        return switch (event) {
            case DrillCompleted done ->
                new ObservedDrill(done.drill(), "completed", done.level().name(), done.findings(), done.toString());
            case DrillFailed failed ->
                new ObservedDrill(failed.drill(), "failed", "", failed.findings(), failed.toString());
            case DrillImpossible none ->
                new ObservedDrill(none.drill(), "impossible", "", none.missing(), none.toString());
            case DrillStarted started -> throw new IllegalArgumentException(started + " is no end");
            case DrillOverdue overdue -> throw new IllegalArgumentException(overdue + " is no end");
        };
    }

    /** The findings, each in one sentence. */
    List<String> deviations(DatabaseCase.Expected expected) {
        List<String> wrong = new ArrayList<>();
        if (!outcome.equals(expected.outcome()) || !level.equals(expected.level())) {
            wrong.add(outcome + " " + level + " instead of " + expected.outcome() + " " + expected.level());
        }
        List<String> codes = codes();
        expected.findings().stream()
                .filter(code -> !codes.contains(code))
                .forEach(code -> wrong.add("no finding " + code));
        expected.without().stream().filter(codes::contains).forEach(code -> wrong.add("a finding " + code));
        String texts = findings.toString();
        expected.naming().stream()
                .filter(name -> !texts.contains(name))
                .forEach(name -> wrong.add("nothing says '" + name + "'"));
        expected.absent().stream()
                .filter(event::contains)
                .forEach(secret -> wrong.add("the event says '" + secret + "'"));
        return wrong;
    }

    private List<String> codes() {
        return findings.stream().map(Finding::code).distinct().toList();
    }

    String words() {
        return (outcome + " " + level + " " + String.join(" ", codes())).replaceAll(" +", " ");
    }
}
