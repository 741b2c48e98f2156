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
 * Prints the runbook's lifecycle policy for a bucket, in the format of {@code aws s3api put-bucket-lifecycle-configuration}. It connects
 * to no server and changes nothing.
 */
@Command(
        name = "lifecycle-policy",
        description =
                "Print a bucket lifecycle policy that moves old backups to an archive storage class and deletes none.")
public final class LifecyclePolicyCommand implements Callable<Integer> {

    private static final String BROKEN_PROMISE =
            "with --expire-days, the bucket deletes objects by age, even a held backup or the last verified backup of"
                    + " a database, and no event is published: this breaks promise 3 of the README";

    private final CommandContext context;
    private final ResultPrinter results;

    @Option(names = "--bucket", required = true, paramLabel = "NAME", description = "name of the bucket")
    String bucket = "";

    @Option(
            names = "--prefix",
            paramLabel = "P",
            description = "prefix of all keys, as in the settings of the destination")
    String prefix = "";

    @Option(
            names = "--transition-days",
            paramLabel = "N",
            description = "age in days at which an object moves (default: ${DEFAULT-VALUE})")
    int transitionDays = 90;

    @Option(
            names = "--storage-class",
            paramLabel = "CLASS",
            description = "storage class of moved objects (default: ${DEFAULT-VALUE})")
    String storageClass = "GLACIER";

    @Option(
            names = "--expire-days",
            paramLabel = "N",
            description = "age in days at which the bucket deletes an object; requires"
                    + " --i-understand-that-the-last-verified-backup-may-be-deleted")
    @Nullable
    Integer expireDays;

    @Option(
            names = "--i-understand-that-the-last-verified-backup-may-be-deleted",
            description = "confirm --expire-days: the bucket ignores holds and verifications")
    boolean understood;

    public LifecyclePolicyCommand(CommandContext context) {
        this.context = context;
        this.results = new ResultPrinter(context.screen());
    }

    @Override
    public Integer call() {
        BucketLifecycleConfiguration lifecycle =
                new BucketLifecycleConfiguration(bucket, prefix, transitionDays, storageClass, expireDays);
        lifecycle.objection().ifPresent(why -> {
            throw new CommandException(ExitCode.USAGE, why, "run 'holdfast lifecycle-policy --help'");
        });
        if (expireDays != null && !understood) {
            throw new CommandException(
                    ExitCode.USAGE,
                    BROKEN_PROMISE,
                    "remove --expire-days, or add --i-understand-that-the-last-verified-backup-may-be-deleted");
        }
        results.json(lifecycle.configuration());
        String scope = prefix.isEmpty() ? "every object in the bucket" : "every object under " + prefix;
        context.screen()
                .err()
                .println("The policy moves " + scope + " that is larger than 128 KiB, in all retention tiers."
                        + (expireDays == null ? "" : " Warning: " + BROKEN_PROMISE + "."));
        context.screen()
                .err()
                .println("Apply it: aws s3api put-bucket-lifecycle-configuration --bucket " + bucket
                        + " --lifecycle-configuration file://lifecycle.json");
        return ExitCode.OK.number();
    }
}
