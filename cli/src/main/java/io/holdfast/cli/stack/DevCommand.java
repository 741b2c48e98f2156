package io.holdfast.cli.stack;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ProgressDisplay;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.ProcessLifetime;
import io.holdfast.localstack.QuarkusDevModeProcess;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code holdfast dev}: runs one service from source in the local stack, in place of its packaged process. */
@Command(
        name = "dev",
        description = "Run one service of the local stack from source, with live reload, until Ctrl-C.",
        footerHeading = "%nExample:%n",
        footer = "  holdfast dev verify -- -Ddebug=5006")
public final class DevCommand implements Callable<Integer> {

    private static final int CTRL_C = 130;
    private static final int SIGTERM = 143;
    private static final long GRACE_SECONDS = 20;

    private final CommandContext context;

    @Parameters(
            index = "0",
            paramLabel = "SERVICE",
            description = "name of the service, such as verify-service or verify")
    String service = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ARGUMENT",
            description = "arguments for Maven, after --, such as -Ddebug=false")
    List<String> mavenArguments = List.of();

    public DevCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        String known = known(service);
        LocalStackFolders home = LocalStackFolders.of(context);
        ProgressDisplay progress = new ProgressDisplay(context.screen());
        StackStateJson state = LocalStackErrorTranslator.translateErrors(
                context, () -> new StartStack(context, home, progress::print).startStack(ProcessLifetime.DETACHED));
        String url = Objects.requireNonNull(state.services().get(known)).url();
        progress.print(
                "starting " + known + " from source at " + url + "; each change takes effect at the next request");
        Process maven = LocalStackErrorTranslator.translateErrors(
                context, () -> QuarkusDevModeProcess.start(home.stack(), known, mavenArguments));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            end(maven);
            progress.print(known + " has stopped; to start the packaged service again: ./holdfast up");
        }));
        int status = maven.waitFor();
        if (status != 0 && status != CTRL_C && status != SIGTERM) {
            throw new CommandException(
                    ExitCode.UNEXPECTED,
                    "Maven ended with exit code " + status,
                    "see Maven's messages above, or run './holdfast maven -pl " + known + " -am -Dquick compile'");
        }
        return ExitCode.OK.number();
    }

    /** Stops Maven if only this process is killed. Ctrl-C reaches both processes. */
    private static void end(Process maven) {
        maven.destroy();
        try {
            if (!maven.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                maven.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String known(String service) {
        return LocalStack.SERVICES.stream()
                .filter(name -> name.equals(service) || name.equals(service + "-service"))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "no service has the name '" + service + "'",
                        "give one of these names: " + String.join(", ", LocalStack.SERVICES)));
    }
}
