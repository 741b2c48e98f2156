package io.holdfast.cli.stack;

import io.holdfast.cli.session.Complaint;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.events.Printable;
import io.holdfast.localstack.StackFailure;
import io.holdfast.localstack.WrongConfiguration;
import java.util.List;
import java.util.function.Supplier;

/** Turns a failure of the local stack into a complaint; the log lines that it quotes are told before it. */
final class Trouble {

    private static final String HINT = "Hint: ";

    private Trouble() {}

    static <T> T told(Session session, Supplier<T> work) {
        try {
            return work.get();
        } catch (StackFailure failure) {
            throw complaint(session, failure);
        } catch (WrongConfiguration wrong) {
            throw new Complaint(ExitCode.USAGE, String.valueOf(wrong.getMessage()), wrong.hint(), wrong);
        }
    }

    private static Complaint complaint(Session session, StackFailure failure) {
        String[] parts = String.valueOf(failure.getMessage()).split(HINT, 2);
        List<String> lines = parts[0].lines().toList();
        lines.stream().skip(1).forEach(line -> session.screen().err().println(Printable.line(line)));
        String hint = parts.length > 1 ? parts[1] : "the logs lie in the stack's folder; see also 'holdfast logs'";
        return new Complaint(ExitCode.UNEXPECTED, lines.getFirst().strip(), hint.strip(), failure);
    }
}
