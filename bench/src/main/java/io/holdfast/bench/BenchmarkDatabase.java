package io.holdfast.bench;

import io.holdfast.postgrestools.ClientProgramChoice;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.InstalledClientPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL 17 with the sample data, and the programs of version 17: the reference for a backup with Holdfast. */
record BenchmarkDatabase(ContainerPostgres server, ClientPrograms programs, Path folder) {

    /** Plain pg_dump with Holdfast's compression, synced to disk. */
    static final String BARE = "pg_dump -Fc -Z zstd:1, to a file, fsync";

    /** A measurement with this database. */
    interface Work {
        void run(BenchmarkDatabase reference) throws Exception;
    }

    /** @param clients additional folders of client programs */
    static void with(List<Path> clients, double scale, Work work) throws Exception {
        ClientPrograms programs = switch (InstalledClientPrograms.find(clients).forServer(170_000)) {
            case ClientProgramChoice.Chosen chosen -> chosen.programs();
            case ClientProgramChoice.NoneNewEnough none ->
                throw new IllegalStateException(none.message() + " " + none.hint());
        };
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "holdfast-bench-");
        try (ContainerPostgres server = ContainerPostgres.start()) {
            System.err.println("filling the database");
            SampleDataGenerator.fill(server.jdbcUrl(), server.user(), server.password(), scale);
            work.run(new BenchmarkDatabase(server, programs, folder));
        } finally {
            ShellCommand.run("rm", "-rf", folder.toString());
        }
    }

    /** Measures a plain pg_dump. Returns its size in bytes. */
    long bare(DurationStatistics samples) throws Exception {
        return sizeThenDelete(bareFile(samples));
    }

    Path bareFile(DurationStatistics samples) throws Exception {
        Path file = folder.resolve("bare.dump");
        samples.time(
                BARE,
                () -> ShellCommand.run(
                        server.environment(),
                        programs.folder() + "/pg_dump -Fc -w -Z zstd:1 -f " + file + " && sync " + file));
        return file;
    }

    static long sizeThenDelete(Path file) throws Exception {
        long size = Files.size(file);
        Files.delete(file);
        return size;
    }
}
