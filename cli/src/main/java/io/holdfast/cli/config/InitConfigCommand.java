package io.holdfast.cli.config;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.settings.SettingsCatalog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code holdfast config init}. */
@Command(
        name = "init",
        description = {
            "Write a settings file with the required settings of one database, and all other settings as comments.",
            "Only you can read the new file. The command does not overwrite an existing file."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "2:the file already exists or cannot be written"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast config init holdfast.properties    write the file; then replace each FILL-IN",
            "  holdfast config init | less                 show every setting with its meaning and default"
        })
final class InitConfigCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    private final CommandContext context;
    private final ResultPrinter results;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = STANDARD_OUTPUT,
            description = "name of the new file (default: '-', which is standard output)")
    String file = STANDARD_OUTPUT;

    InitConfigCommand(CommandContext context) {
        this.context = context;
        this.results = new ResultPrinter(context.screen());
    }

    @Override
    public Integer call() {
        String text = new ConfigTemplate(SettingsCatalog.load()).text();
        if (file.equals(STANDARD_OUTPUT)) {
            context.screen().out().print(text);
            context.screen().out().flush();
            return ExitCode.OK.number();
        }
        write(Path.of(file), text);
        results.line("wrote " + file);
        results.line("  hint: replace each " + ConfigTemplate.BLANK + ", then run: holdfast config check " + file);
        return ExitCode.OK.number();
    }

    private static void write(Path path, String text) {
        boolean hasModes = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        try (OutputStream out = Channels.newOutputStream(
                hasModes
                        ? Files.newByteChannel(
                                path,
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                        : Files.newByteChannel(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "the file " + path + " already exists",
                    "give another name, or print to standard output: holdfast config init",
                    e);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "cannot write the file " + path + " (" + e.getClass().getSimpleName() + ")",
                    "check that the folder exists and that you may write there",
                    e);
        }
    }
}
