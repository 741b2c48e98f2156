package io.holdfast.cli.commands.read;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ResultPrinter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Prints the runbook's lifecycle policy for a bucket, as {@code aws s3api put-bucket-lifecycle-configuration} takes it. Asks
 * nobody and changes nothing.
 */
@Command(
        name = "lifecycle-policy",
        description = "Print a bucket's lifecycle policy: it moves old backups to an archive class and deletes none.")
public final class LifecyclePolicyCommand implements Callable<Integer> {

    private static final String BROKEN_PROMISE =
            "a bucket that expires objects by their age deletes the last verified backup of a database when no newer"
                    + " one was made in time, whatever is held, and tells nobody: that is promise 3 broken";

    private final CommandContext session;
    private final ResultPrinter results;

    @Option(names = "--bucket", required = true, paramLabel = "NAME", description = "the bucket")
    String bucket = "";

    @Option(names = "--prefix", paramLabel = "P", description = "what stands before every key, as in the destination")
    String prefix = "";

    @Option(
            names = "--transition-days",
            paramLabel = "N",
            description = "age at which an object moves (default: ${DEFAULT-VALUE})")
    int transitionDays = 90;

    @Option(names = "--storage-class", paramLabel = "CLASS", description = "where to (default: ${DEFAULT-VALUE})")
    String storageClass = "GLACIER";

    @Option(
            names = "--expire-days",
            paramLabel = "N",
            description = "also have the bucket delete at this age; needs the option below")
    @Nullable
    Integer expireDays;

    @Option(
            names = "--i-understand-that-the-last-verified-backup-may-be-deleted",
            description = "what --expire-days means: the bucket knows neither holds nor what was verified")
    boolean understood;

    public LifecyclePolicyCommand(CommandContext session) {
        this.session = session;
        this.results = new ResultPrinter(session.screen());
    }

    @Override
    public Integer call() {
        LifecycleConfiguration lifecycle =
                new LifecycleConfiguration(bucket, prefix, transitionDays, storageClass, expireDays);
        lifecycle.objection().ifPresent(why -> {
            throw new CommandException(ExitCode.USAGE, why, "see 'holdfast lifecycle-policy --help'");
        });
        if (expireDays != null && !understood) {
            throw new CommandException(
                    ExitCode.USAGE,
                    BROKEN_PROMISE,
                    "leave deleting to Holdfast; or say --i-understand-that-the-last-verified-backup-may-be-deleted");
        }
        results.json(lifecycle.configuration());
        String scope = prefix.isEmpty() ? "every object in the bucket" : "every object under " + prefix;
        session.screen()
                .err()
                .println(
                        "It moves " + scope + " of more than 128 KiB, of whatever tier: the bucket does not know tiers."
                                + (expireDays == null ? "" : " Beware: " + BROKEN_PROMISE + "."));
        session.screen()
                .err()
                .println("Put it: aws s3api put-bucket-lifecycle-configuration --bucket " + bucket
                        + " --lifecycle-configuration file://lifecycle.json");
        return ExitCode.OK.number();
    }
}
