package io.holdfast.cli.reading;

import io.holdfast.cli.evidence.Evidence;
import io.holdfast.cli.evidence.EvidenceFile;
import io.holdfast.cli.evidence.page.Page;
import io.holdfast.cli.session.Complaint;
import io.holdfast.cli.session.ExitCode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where evidence is written. What is there already is not written over. */
record EvidenceFiles(List<Path> files) {

    private static final String JSON = ".json";
    private static final String HTML = ".html";

    static EvidenceFiles of(@Nullable Path out) {
        Path named = Objects.requireNonNull(out);
        return new EvidenceFiles(
                isOf(named, JSON) || isOf(named, HTML)
                        ? List.of(named)
                        : List.of(
                                named.resolveSibling(named.getFileName() + JSON),
                                named.resolveSibling(named.getFileName() + HTML)));
    }

    private static boolean isOf(Path file, String ending) {
        return file.toString().endsWith(ending);
    }

    void mustBeNew() {
        for (Path file : files) {
            if (Files.exists(file)) {
                throw new Complaint(
                        ExitCode.USAGE, file + " is there already", "evidence is not written over; take another name");
            }
        }
    }

    /** By a rename each, so that nobody takes half of one for all of it. */
    List<Path> write(Evidence evidence) {
        for (Path file : files) {
            Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
            try {
                try (Writer writer = Files.newBufferedWriter(partial)) {
                    if (isOf(file, HTML)) {
                        writer.write(new Page(evidence).html());
                    } else {
                        EvidenceFile.write(evidence, writer);
                    }
                }
                Files.move(partial, file);
            } catch (IOException e) {
                throw new Complaint(
                        ExitCode.UNEXPECTED,
                        "cannot write " + file + ": " + e.getMessage(),
                        "is there a folder, and room on the disk?",
                        e);
            }
        }
        return files;
    }
}
