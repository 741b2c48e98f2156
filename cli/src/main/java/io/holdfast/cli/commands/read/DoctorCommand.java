package io.holdfast.cli.commands.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.http.ServiceClient;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.cli.terminal.TextStyle;
import io.holdfast.events.ControlCharacterSanitizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Requests the self-checks of every service, and prints the results. */
@Command(
        name = "doctor",
        description = "Run the self-checks of every service, and print a hint for each problem.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no check failed", "1:a check failed", "10:a service is not reachable"})
public final class DoctorCommand implements Callable<Integer> {

    private final CommandContext context;
    private final ResultPrinter results;

    public DoctorCommand(CommandContext context) {
        this.context = context;
        this.results = new ResultPrinter(context.screen());
    }

    @Override
    public Integer call() {
        List<ObjectNode> checks = new ArrayList<>();
        ExitCode exitCode = ExitCode.OK;
        for (String service : BrokerAndServiceUrlResolver.SERVICES) {
            try {
                List<ObjectNode> found = examine(service);
                checks.addAll(found);
                if (exitCode == ExitCode.OK && found.stream().anyMatch(check -> has(check, "FAIL"))) {
                    exitCode = ExitCode.UNEXPECTED;
                }
            } catch (CommandException e) {
                checks.add(check(service, "FAIL", String.valueOf(e.getMessage()), e.hint()));
                exitCode = ExitCode.UNREACHABLE;
            }
        }
        if (context.options().json()) {
            results.json(checks);
        } else {
            checks.forEach(this::print);
            summary(checks);
        }
        return exitCode.number();
    }

    private List<ObjectNode> examine(String service) {
        List<ObjectNode> checks = new ArrayList<>();
        ServiceClient.named(service, new BrokerAndServiceUrlResolver(context))
                .get("/doctor", Map.of())
                .orElse(JsonNodeFactory.instance.arrayNode())
                .forEach(json -> checks.add(JsonNodeFactory.instance
                        .objectNode()
                        .put("service", service)
                        .setAll((ObjectNode) json)));
        return checks;
    }

    private static ObjectNode check(String service, String verdict, String message, String hint) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("service", service)
                .put("name", "reachable")
                .put("verdict", verdict)
                .put("message", message)
                .put("hint", hint);
    }

    private static boolean has(JsonNode check, String verdict) {
        return check.path("verdict").asText().equals(verdict);
    }

    private void print(JsonNode check) {
        String verdict = check.path("verdict").asText();
        TextStyle style =
                verdict.equals("OK") ? TextStyle.GOOD : verdict.equals("WARN") ? TextStyle.WORRYING : TextStyle.BAD;
        String mark =
                style.on(context.screen(), ControlCharacterSanitizer.shortened((verdict + "    ").substring(0, 4)));
        context.screen()
                .out()
                .println(mark + "  "
                        + ControlCharacterSanitizer.line(check.path("service").asText() + ", "
                                + check.path("name").asText() + ": "
                                + check.path("message").asText()));
        String hint = check.path("hint").asText("");
        if (!hint.isEmpty()) {
            results.line("      hint: " + hint);
        }
    }

    private void summary(List<ObjectNode> checks) {
        long failed = checks.stream().filter(check -> has(check, "FAIL")).count();
        long warned = checks.stream().filter(check -> has(check, "WARN")).count();
        results.line(checks.size() + " checks, " + failed + " failed, " + warned + " warnings");
    }
}
