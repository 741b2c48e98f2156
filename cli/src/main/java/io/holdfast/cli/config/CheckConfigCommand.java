package io.holdfast.cli.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.cli.terminal.TextStyle;
import io.holdfast.events.ControlCharacterSanitizer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast config check}. */
@Command(
        name = "check",
        description = {
            "Check a settings file: its names and values, and the servers, destinations and sinks in it.",
            "The command starts nothing and changes nothing. It does not need a running stack."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no errors; there may be warnings",
            "2:the file has errors",
            "10:the file has no errors, but a server, destination or sink is not reachable or denies access"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast config check holdfast.properties",
            "  holdfast config check --offline holdfast.properties    without any connection",
            "  holdfast config check --no-files holdfast.properties   for services on another host"
        })
final class CheckConfigCommand implements Callable<Integer> {

    private final CommandContext context;
    private final ResultPrinter results;

    @Parameters(paramLabel = "FILE", description = "Java properties in UTF-8, such as config/application.properties")
    Path file = Path.of("");

    @Option(names = "--offline", description = "do not connect to any server, destination or sink")
    boolean offline;

    @Option(
            names = "--no-files",
            description =
                    "do not check files and directories that settings refer to, for services that run on another host")
    boolean noFiles;

    CheckConfigCommand(CommandContext context) {
        this.context = context;
        this.results = new ResultPrinter(context.screen());
    }

    @Override
    public Integer call() {
        ConfigCheck check = new ConfigCheck(context.environment(), !noFiles);
        ConfigCheckResult result = offline ? check.offline(file) : check.complete(file);
        if (context.options().json()) {
            results.json(json(result));
        } else {
            result.findings().forEach(configFinding -> print(result, configFinding));
            results.line(result.summary());
        }
        return result.exitCode().number();
    }

    private void print(ConfigCheckResult result, ConfigFinding configFinding) {
        TextStyle style = configFinding.isError() ? TextStyle.BAD : TextStyle.WORRYING;
        context.screen()
                .out()
                .println(style.on(context.screen(), ControlCharacterSanitizer.line(result.line(configFinding))));
        if (!configFinding.hint().isEmpty()) {
            results.line("  hint: " + configFinding.hint());
        }
    }

    private static ObjectNode json(ConfigCheckResult result) {
        ArrayNode findings = JsonNodeFactory.instance.arrayNode();
        result.findings().forEach(configFinding -> {
            ObjectNode one = findings.addObject()
                    .put("severity", word(configFinding.severity()))
                    .put("stage", word(configFinding.stage()));
            if (configFinding.line() > 0) {
                one.put("line", configFinding.line());
            }
            if (!configFinding.setting().isEmpty()) {
                one.put("setting", configFinding.setting());
            }
            one.put("message", configFinding.message());
            if (!configFinding.hint().isEmpty()) {
                one.put("hint", configFinding.hint());
            }
        });
        return JsonNodeFactory.instance
                .objectNode()
                .put("file", result.file().toString())
                .put("settings", result.settings())
                .put("databases", result.databases())
                .put("errors", result.errors())
                .put("warnings", result.warnings())
                .put("exitCode", result.exitCode().number())
                .set("findings", findings);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
