SELECT step.request, step.seq, step.command, step.payload, step.undone_seq
FROM request_log AS request
JOIN undo_step AS step ON step.request = request.id
WHERE request.request_id = ?1
