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

/** The options and prompts that confirm a planned restore. */
final class Confirmation {

    private static final String IN_PLACE = "in_place";
    private static final Set<String> YES = Set.of("y", "yes");

    @Option(names = "--yes", description = "do not prompt for confirmation")
    boolean yes;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "name of the live database that --in-place overwrites, instead of the prompt")
    @Nullable
    String confirmation;

    @Option(
            names = "--as-superuser",
            paramLabel = "ROLE",
            description =
                    "name of the target role, if the plan reports that it is a superuser: code in the archive runs as"
                            + " this role")
    @Nullable
    String asSuperuser;

    /** The result of the confirmation. */
    sealed interface Answer {

        /**
         * @param confirmation the live database's name, if it was required
         * @param asSuperuser the target role's name, if it was required
         */
        record Yes(@Nullable String confirmation, @Nullable String asSuperuser) implements Answer {

            Yes(@Nullable String confirmation) {
                this(confirmation, null);
            }
        }

        /** @param why the reason, for the operator */
        record No(String why) implements Answer {}
    }

    /** @throws CommandException if {@code --yes} is given for a restore that requires the database's name, without that name */
    void check(boolean inPlace) {
        if (inPlace && yes && confirmation == null) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--yes does not confirm that --in-place overwrites the live database",
                    "also give the name of the database: --in-place --yes --confirm NAME");
        }
    }

    /** Prompts for a confirmation, unless an option gives it. */
    Answer to(RestorePlanned plan, CommandContext context) {
        return superuser(plan, context, agreed(plan, context));
    }

    private Answer agreed(RestorePlanned plan, CommandContext context) {
        boolean inPlace = plan.mode().equals(IN_PLACE);
        if (yes || (inPlace && confirmation != null)) {
            return inPlace ? named(plan, confirmation) : new Answer.Yes(null);
        }
        Keyboard keyboard = context.keyboard();
        if (!keyboard.isThere() || context.options().json()) {
            return new Answer.No("cannot prompt for confirmation without a terminal or with JSON output");
        }
        if (inPlace) {
            return named(
                    plan,
                    keyboard.answer(
                                    "This restore overwrites the live database. To continue, type the name of the database:")
                            .orElse(""));
        }
        return keyboard.answer("Restore according to this plan? [y/N]")
                .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
                .filter(YES::contains)
                .<Answer>map(agreed -> new Answer.Yes(null))
                .orElseGet(() -> new Answer.No("the restore was not confirmed"));
    }

    /** Confirms a plan that was approved by its id. Only the names are still required. */
    Answer toSeen(RestorePlanned plan, CommandContext context) {
        return superuser(plan, context, plan.mode().equals(IN_PLACE) ? agreed(plan, context) : new Answer.Yes(null));
    }

    /** Requires the name of the target role if it is a superuser, because code in the archive runs as this role. */
    private Answer superuser(RestorePlanned plan, CommandContext context, Answer answer) {
        if (plan.superuser() == null || !(answer instanceof Answer.Yes yes)) {
            return answer;
        }
        Keyboard keyboard = context.keyboard();
        String typed = asSuperuser;
        if (typed == null && keyboard.isThere() && !context.options().json()) {
            typed = keyboard.answer("The target role '" + plan.superuser()
                            + "' is a superuser, and code in this archive runs as this role. To continue, type the"
                            + " name of the role:")
                    .orElse("");
        }
        if (typed == null) {
            return new Answer.No(
                    "the target role is a superuser, and code in this archive would run as this role: give its name with"
                            + " --as-superuser, or configure a target role that is not a superuser");
        }
        return typed.strip().equals(plan.superuser())
                ? new Answer.Yes(yes.confirmation(), plan.superuser())
                : new Answer.No("the given name is not the name of the target role, which is a superuser");
    }

    private static Answer named(RestorePlanned plan, @Nullable String typed) {
        return Optional.ofNullable(typed)
                .map(String::strip)
                .filter(plan.target()::equals)
                .<Answer>map(Answer.Yes::new)
                .orElseGet(() -> new Answer.No("the given name is not the name of the live database"));
    }
}
