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

/** Writes a file of settings to begin with. */
@Command(
        name = "init",
        description = {
            "Write a commented file of settings: a working minimum for one database, and everything else commented out.",
            "Only you can read the file. An existing file is not replaced."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "2:the file exists, or cannot be written"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdfast config init holdfast.properties    then fill in the lines with FILL-IN",
            "  holdfast config init | less                 every setting, with its default and meaning"
        })
final class InitConfigCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    private final CommandContext session;
    private final ResultPrinter results;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = STANDARD_OUTPUT,
            description = "where to write; standard output if it is '-' or left out")
    String file = STANDARD_OUTPUT;

    InitConfigCommand(CommandContext session) {
        this.session = session;
        this.results = new ResultPrinter(session.screen());
    }

    @Override
    public Integer call() {
        String text = new ConfigTemplate(SettingsCatalog.load()).text();
        if (file.equals(STANDARD_OUTPUT)) {
            session.screen().out().print(text);
            session.screen().out().flush();
            return ExitCode.OK.number();
        }
        write(Path.of(file), text);
        results.line("wrote " + file);
        results.line(
                "  hint: fill in the lines with " + ConfigTemplate.BLANK + ", then run: holdfast config check " + file);
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
                    path + " exists and is not replaced",
                    "name another file, or print to standard output: holdfast config init",
                    e);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    path + " cannot be written (" + e.getClass().getSimpleName() + ")",
                    "check that its folder exists and that you may write there",
                    e);
        }
    }
}
