package io.holdfast.retention.copying;

import io.holdfast.events.BackupCopyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Transfers as the test specifies. By default, every transfer succeeds. */
final class ScriptedCopyTransfer implements ArtifactCopier {

    final List<TransferRequest> requests = new ArrayList<>();
    private BiFunction<TransferRequest, Progress, TransferResult> play = (request, progress) -> completed(request);

    void play(BiFunction<TransferRequest, Progress, TransferResult> other) {
        play = other;
    }

    @Override
    public TransferResult carry(TransferRequest request, Progress progress) {
        requests.add(request);
        return play.apply(request, progress);
    }

    static TransferResult completed(TransferRequest request) {
        BackupCopyRecord source = request.source();
        return new TransferResult.Completed(
                new BackupCopyRecord(
                        request.missing().destination(), source.key(), null, source.bytes(), source.sha256()),
                false);
    }
}
