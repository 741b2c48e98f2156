package io.holdfast.cli.commands.read;

import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.evidence.Evidence;
import io.holdfast.cli.evidence.EvidenceJsonMapper;
import io.holdfast.cli.evidence.SignedEvidenceHead;
import io.holdfast.cli.evidence.page.EvidencePageRenderer;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the files of the evidence. Existing files are not overwritten. */
record EvidenceFileWriter(List<Path> files) {

    private static final String JSON = ".json";
    private static final String HTML = ".html";
    private static final String SIGNATURE = ".signature.json";

    static EvidenceFileWriter of(@Nullable Path out) {
        Path named = Objects.requireNonNull(out);
        return new EvidenceFileWriter(
                isOf(named, JSON) || isOf(named, HTML)
                        ? List.of(named)
                        : List.of(
                                named.resolveSibling(named.getFileName() + JSON),
                                named.resolveSibling(named.getFileName() + HTML)));
    }

    /** The JSON file, for the name of the JSON file or of the HTML page. */
    static Path jsonOf(Path named) {
        return isOf(named, HTML) ? beside(named, HTML, JSON) : named;
    }

    static Path pageOf(Path json) {
        return isOf(json, JSON) ? beside(json, JSON, HTML) : json.resolveSibling(json.getFileName() + HTML);
    }

    static Path signatureOf(Path json) {
        return isOf(json, JSON) ? beside(json, JSON, SIGNATURE) : json.resolveSibling(json.getFileName() + SIGNATURE);
    }

    private static Path beside(Path file, String ending, String other) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.length() - ending.length()) + other);
    }

    private static boolean isOf(Path file, String ending) {
        return file.toString().endsWith(ending);
    }

    void mustBeNew() {
        for (Path file : files) {
            if (Files.exists(file)) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "the file " + file + " already exists",
                        "give another name: existing evidence is not overwritten");
            }
        }
    }

    List<Path> write(Evidence evidence) {
        for (Path file : files) {
            write(file, writer -> {
                if (isOf(file, HTML)) {
                    writer.write(new EvidencePageRenderer(evidence).html());
                } else {
                    EvidenceJsonMapper.write(evidence, writer);
                }
            });
        }
        return files;
    }

    /** Writes the signature into the same folder, and returns its file. */
    Path writeSignature(SignedEvidenceHead signed) {
        Path file = signatureOf(jsonOf(files.getFirst()));
        write(file, writer -> writer.write(signed.text()));
        return file;
    }

    private interface Writing {
        void into(Writer writer) throws IOException;
    }

    /** Writes a temporary file and renames it, so that no reader sees an incomplete file. */
    private static void write(Path file, Writing writing) {
        Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
        try {
            try (Writer writer = Files.newBufferedWriter(partial)) {
                writing.into(writer);
            }
            Files.move(partial, file);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.UNEXPECTED,
                    "cannot write the file " + file + ": " + e.getMessage(),
                    "check that the folder exists, that you may write there, and that the disk has free space",
                    e);
        }
    }
}
