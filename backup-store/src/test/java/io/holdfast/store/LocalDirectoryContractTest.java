package io.holdfast.store;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LocalDirectoryContractTest extends DestinationContract {

    @TempDir
    Path folder;

    private LocalDirectory directory;

    @BeforeEach
    void a_directory() {
        directory = SampleArtifacts.directory(folder);
    }

    @Override
    protected Destination destination() {
        return directory;
    }
}
