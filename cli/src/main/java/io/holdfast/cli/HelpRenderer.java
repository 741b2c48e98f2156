package io.holdfast.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Renders help texts: the list of commands in groups, and for each command only its own options. */
final class HelpRenderer {

    private HelpRenderer() {}

    /** @param groups names of commands by heading, in the order of the help text */
    static void configure(CommandLine line, Map<String, List<String>> groups) {
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> commands(help, groups));
        line.getSubcommands().values().forEach(HelpRenderer::configure);
        line.getCommandSpec()
                .usageMessage()
                .abbreviateSynopsis(true)
                .footer("", "Run 'holdfast COMMAND --help' for the options of a command.");
    }

    private static void configure(CommandLine command) {
        UsageMessageSpec page = command.getCommandSpec().usageMessage();
        page.abbreviateSynopsis(true);
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpRenderer::ownOptions);
        page.footer(Stream.of(
                        Stream.of(page.footer()),
                        Stream.of("", "Run 'holdfast --help' for the options of all commands, such as --output json."))
                .flatMap(lines -> lines)
                .toArray(String[]::new));
        command.getSubcommands().values().forEach(HelpRenderer::configure);
    }

    private static String ownOptions(Help help) {
        List<OptionSpec> own = help.commandSpec().options().stream()
                .filter(option -> !option.inherited())
                .toList();
        return help.optionListExcludingGroups(own);
    }

    private static String commands(Help help, Map<String, List<String>> groups) {
        StringBuilder page = new StringBuilder();
        groups.forEach((heading, names) -> {
            Map<String, String> rows = new LinkedHashMap<>();
            for (String name : names) {
                Help command = help.allSubcommands().get(name);
                if (command != null) {
                    rows.put(name, command.commandSpec().usageMessage().description()[0]);
                }
            }
            if (!rows.isEmpty()) {
                page.append('\n').append(heading).append(":\n").append(help.createTextTable(rows));
            }
        });
        return page.toString();
    }
}
