package io.holdfast.bench;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Sha256;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.Secret;
import io.holdfast.restoreengine.CompareDatabaseWithArchive;
import io.holdfast.restoreengine.PgRestoreResult;
import io.holdfast.restoreengine.ProgressListener;
import io.holdfast.restoreengine.RestoreArchive;
import io.holdfast.restoreengine.RestoreOptions;
import io.holdfast.restoreengine.archive.ClientProgramLookup;
import io.holdfast.restoreengine.archive.StageArchive;
import io.holdfast.restoreengine.archive.StageArchiveResult;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.contents.ArchiveComparisonResult;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.store.FileModes;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.RehashArtifact;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Measures a restore with Holdfast's engine. It compares it with plain pg_restore of the same archive with the same
 * number of jobs (promise: at most 1.10 times the time, not counting the checks before it), and L4's comparison with a
 * restore with one job (promise: at most half). A fresh restore and a swap create their databases in the same way, so
 * one measurement covers both. PostgreSQL 17 in a container. Arguments: folder of version 17's client programs,
 * repetitions (3), scale (1).
 */
final class RestoreBenchmark {

    private static final String OURS = "restore-engine, 2 jobs";
    private static final String BARE = "pg_restore -j2";
    private static final String SERIAL = "pg_restore -j1";
    private static final String COMPARE = "every table compared (L4)";
    private static final String STAGE = "staged: fetched, hashed, decoded (L1, L2)";

    private final DurationStatistics samples = new DurationStatistics();
    private final BenchmarkDatabase reference;
    private final TargetServer target;

    private RestoreBenchmark(BenchmarkDatabase reference) {
        this.reference = reference;
        this.target = new TargetServer(DatabaseConnection.to(
                        reference.server().host(),
                        reference.server().port(),
                        reference.server().user(),
                        "postgres")
                .withPassword(Secret.of(reference.server().password())));
    }

    static void run(List<String> arguments) throws Exception {
        List<Path> clients = arguments.stream().limit(1).map(Path::of).toList();
        int repetitions = arguments.size() > 1 ? Integer.parseInt(arguments.get(1)) : 3;
        double scale = arguments.size() > 2 ? Double.parseDouble(arguments.get(2)) : 1;
        BenchmarkDatabase.with(
                clients, scale, reference -> new RestoreBenchmark(reference).measure(clients, repetitions));
    }

    private void measure(List<Path> clients, int repetitions) throws Exception {
        Path file = reference.folder().resolve("backups/app_full_20260518_020000.dump");
        LocalDirectory local = new LocalDirectory("local", reference.folder().resolve("backups"), FileModes.OWNER);
        local.initialise();
        ShellCommand.run(
                reference.server().environment(),
                reference.programs().folder() + "/pg_dump -Fc -w -Z zstd:1 -f " + file);
        BackupCopyRecord copy =
                new BackupCopyRecord("local", file.getFileName().toString(), null, Files.size(file), sha256(file));
        StageArchive staging =
                new StageArchive(named -> Optional.of(local), Optional::empty, new ClientProgramLookup(clients));
        for (int repetition = 1; repetition <= repetitions; repetition++) {
            System.err.println("repetition " + repetition);
            StageArchiveResult[] staged = new StageArchiveResult[1];
            samples.time(
                    STAGE,
                    () -> staged[0] = staging.stage(
                            copy, Optional.empty(), reference.folder().resolve("work"), ProgressListener.NONE));
            try (StagedArchive archive = ((StageArchiveResult.Staged) staged[0]).archive()) {
                inTurns(archive, file);
            }
        }
        print();
    }

    private void inTurns(StagedArchive archive, Path file) throws Exception {
        create("ours");
        samples.time(
                OURS,
                () -> expect(RestoreArchive.restore(
                        archive, target.to("ours"), RestoreOptions.everything(2, true), ProgressListener.NONE)));
        samples.time(COMPARE, () -> {
            ArchiveComparisonResult comparison = new CompareDatabaseWithArchive(
                            archive, target.to("ours"), 2, Long.MAX_VALUE, ProgressListener.NONE)
                    .compare(archive.contents())
                    .orElseThrow();
            if (!comparison.isEqual()) {
                throw new IllegalStateException(comparison.findings().toString());
            }
        });
        target.drop("ours");
        bare(BARE, 2, file);
        bare(SERIAL, 1, file);
    }

    private void bare(String what, int jobs, Path file) throws Exception {
        create("bare");
        samples.time(
                what,
                () -> ShellCommand.run(
                        reference.server().environment(),
                        reference.programs().folder() + "/pg_restore -w -j" + jobs + " -d bare " + file));
        target.drop("bare");
    }

    private void create(String name) {
        target.create(
                name,
                target.shapeOf(reference.server().database()).orElseThrow(),
                OwnershipComment.of("drill", UUID.randomUUID()));
    }

    private static void expect(PgRestoreResult restored) {
        if (restored instanceof PgRestoreResult.Failed failed) {
            throw new IllegalStateException(failed.message() + failed.words());
        }
    }

    private static Sha256 sha256(Path file) throws Exception {
        MessageDigest digest = RehashArtifact.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.of(digest.digest());
    }

    private void print() {
        MarkdownTable table =
                new MarkdownTable("", "against pg_restore -j2", "against pg_restore -j1", "median s", "range s");
        for (String what : List.of(OURS, BARE, SERIAL, COMPARE, STAGE)) {
            table.row(
                    what,
                    DurationStatistics.text(samples.ratio(what, BARE)),
                    DurationStatistics.text(samples.ratio(what, SERIAL)),
                    DurationStatistics.text(samples.median(what)),
                    samples.range(what));
        }
        table.print();
    }
}
