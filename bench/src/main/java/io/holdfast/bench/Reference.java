package io.holdfast.bench;

import io.holdfast.postgrestools.Choice;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.InstalledPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL 17 with the sample data, and version 17's programs: what a backup through Holdfast is held against. */
record Reference(ContainerServer server, ClientPrograms programs, Path folder) {

    /** Bare pg_dump with Holdfast's compression, durable on the disk. */
    static final String BARE = "pg_dump -Fc -Z zstd:1, to a file, fsync";

    /** A measurement against it. */
    interface Work {
        void run(Reference reference) throws Exception;
    }

    /** @param clients further folders of client programs */
    static void with(List<Path> clients, double scale, Work work) throws Exception {
        ClientPrograms programs = switch (InstalledPrograms.find(clients).forServer(170_000)) {
            case Choice.Chosen chosen -> chosen.programs();
            case Choice.NoneNewEnough none -> throw new IllegalStateException(none.message() + " " + none.hint());
        };
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "holdfast-bench-");
        try (ContainerServer server = ContainerServer.start()) {
            System.err.println("filling the database");
            SampleData.fill(server.jdbcUrl(), server.user(), server.password(), scale);
            work.run(new Reference(server, programs, folder));
        } finally {
            Shell.run("rm", "-rf", folder.toString());
        }
    }

    /** Its size in bytes. */
    long bare(Samples samples) throws Exception {
        return sizeThenDelete(bareFile(samples));
    }

    Path bareFile(Samples samples) throws Exception {
        Path file = folder.resolve("bare.dump");
        samples.time(
                BARE,
                () -> Shell.run(
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
