package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.Keyboard;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an operator, or a script, agrees to a restore that was planned. */
final class Confirmation {

    private static final String IN_PLACE = "in_place";
    private static final Set<String> YES = Set.of("y", "yes");

    @Option(names = "--yes", description = "do not ask; for scripts")
    boolean yes;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "name of the live database that --in-place writes over, typed as the answer would be")
    @Nullable
    String confirmation;

    @Option(
            names = "--as-superuser",
            paramLabel = "ROLE",
            description =
                    "name of the target role, if the plan says that it is a superuser: code in the archive runs as"
                            + " this role")
    @Nullable
    String asSuperuser;

    /** What became of the question. */
    sealed interface Answer {

        /**
         * @param confirmation the live database's name, where it had to be typed
         * @param asSuperuser the target role's name, where it had to be typed
         */
        record Yes(@Nullable String confirmation, @Nullable String asSuperuser) implements Answer {

            Yes(@Nullable String confirmation) {
                this(confirmation, null);
            }
        }

        /** @param why a sentence for a person */
        record No(String why) implements Answer {}
    }

    /** @throws CommandException if a script agrees to what needs the database's name, and does not give it */
    void check(boolean inPlace) {
        if (inPlace && yes && confirmation == null) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--yes alone does not let a live database be written over",
                    "type its name too: --in-place --yes --confirm NAME");
        }
    }

    /** Asks, unless it was said before. */
    Answer to(RestorePlanned plan, CommandContext session) {
        return superuser(plan, session, agreed(plan, session));
    }

    private Answer agreed(RestorePlanned plan, CommandContext session) {
        boolean inPlace = plan.mode().equals(IN_PLACE);
        if (yes || (inPlace && confirmation != null)) {
            return inPlace ? named(plan, confirmation) : new Answer.Yes(null);
        }
        Keyboard keyboard = session.keyboard();
        if (!keyboard.isThere() || session.options().json()) {
            return new Answer.No("nobody could be asked: there is no terminal, or the output is for a program");
        }
        if (inPlace) {
            return named(
                    plan,
                    keyboard.answer("This writes over the live database. Type its name to go on:")
                            .orElse(""));
        }
        return keyboard.answer("Restore so? [y/N]")
                .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
                .filter(YES::contains)
                .<Answer>map(agreed -> new Answer.Yes(null))
                .orElseGet(() -> new Answer.No("it was not agreed to"));
    }

    /** A plan that is approved by its id has been seen; only the name is still asked for. */
    Answer toSeen(RestorePlanned plan, CommandContext session) {
        return superuser(plan, session, plan.mode().equals(IN_PLACE) ? agreed(plan, session) : new Answer.Yes(null));
    }

    /** Whoever agreed has still to name the superuser as which code in the archive would run. */
    private Answer superuser(RestorePlanned plan, CommandContext session, Answer said) {
        if (plan.superuser() == null || !(said instanceof Answer.Yes yes)) {
            return said;
        }
        Keyboard keyboard = session.keyboard();
        String typed = asSuperuser;
        if (typed == null && keyboard.isThere() && !session.options().json()) {
            typed = keyboard.answer("The target role '" + plan.superuser()
                            + "' is a superuser: code in this archive runs as superuser. Type the role's name"
                            + " to go on:")
                    .orElse("");
        }
        if (typed == null) {
            return new Answer.No(
                    "the target role is a superuser, and code in this archive would run as it: name it with"
                            + " --as-superuser, or configure a target role that is none");
        }
        return typed.strip().equals(plan.superuser())
                ? new Answer.Yes(yes.confirmation(), plan.superuser())
                : new Answer.No("the name that was given is not that of the target role, which is a superuser");
    }

    private static Answer named(RestorePlanned plan, @Nullable String typed) {
        return Optional.ofNullable(typed)
                .map(String::strip)
                .filter(plan.target()::equals)
                .<Answer>map(Answer.Yes::new)
                .orElseGet(() -> new Answer.No(
                        "the name that was given is not that of the database that would be written over"));
    }
}
