package io.holdfast.cli.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.terminal.Results;
import io.holdfast.cli.terminal.Style;
import io.holdfast.events.Printable;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reports what is wrong with a file of settings. */
@Command(
        name = "check",
        description = {
            "Check a file of settings: names, values, and the servers, destinations and sinks that it names.",
            "Nothing is started or changed, and no stack has to run."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is wrong; there may be warnings",
            "2:the file is wrong",
            "10:the file is right, and a server, destination or sink does not answer, or denies what is needed"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast config check holdfast.properties",
            "  holdfast config check --offline holdfast.properties    without any connection",
            "  holdfast config check --no-files holdfast.properties   for services on another host"
        })
final class CheckConfig implements Callable<Integer> {

    private final Session session;
    private final Results results;

    @Parameters(paramLabel = "FILE", description = "Java properties in UTF-8, such as config/application.properties")
    Path file = Path.of("");

    @Option(names = "--offline", description = "connect to no server, destination or sink")
    boolean offline;

    @Option(
            names = "--no-files",
            description = "ignore the files and directories that the settings name: the services run elsewhere")
    boolean noFiles;

    CheckConfig(Session session) {
        this.session = session;
        this.results = new Results(session.screen());
    }

    @Override
    public Integer call() {
        ConfigCheck check = new ConfigCheck(session.environment(), !noFiles);
        CheckResult result = offline ? check.offline(file) : check.complete(file);
        if (session.options().json()) {
            results.json(json(result));
        } else {
            result.findings().forEach(finding -> print(result, finding));
            results.line(result.summary());
        }
        return result.exitCode().number();
    }

    private void print(CheckResult result, Finding finding) {
        Style style = finding.isError() ? Style.BAD : Style.WORRYING;
        session.screen().out().println(style.on(session.screen(), Printable.line(result.line(finding))));
        if (!finding.hint().isEmpty()) {
            results.line("  hint: " + finding.hint());
        }
    }

    private static ObjectNode json(CheckResult result) {
        ArrayNode findings = JsonNodeFactory.instance.arrayNode();
        result.findings().forEach(finding -> {
            ObjectNode one = findings.addObject()
                    .put("severity", word(finding.severity()))
                    .put("stage", word(finding.stage()));
            if (finding.line() > 0) {
                one.put("line", finding.line());
            }
            if (!finding.setting().isEmpty()) {
                one.put("setting", finding.setting());
            }
            one.put("message", finding.message());
            if (!finding.hint().isEmpty()) {
                one.put("hint", finding.hint());
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
