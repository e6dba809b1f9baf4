-- what was known of the staged calls goes, in the same transaction that brings it back
delete from calls where call_id in (select call.id from staged);
delete from talk where call_id in (select call.id from staged);
delete from counts where call_id in (select call.id from staged);
delete from scores where call_id in (select call.id from staged);
delete from turns where call_id in (select call.id from staged);
delete from questions where call_id in (select call.id from staged);
delete from silences where call_id in (select call.id from staged);
delete from commitments where call_id in (select call.id from staged);
delete from customer_map where call_id in (select call.id from staged);
delete from tensions where call_id in (select call.id from staged);
delete from interruptions where call_id in (select call.id from staged);
delete from flags where call_id in (select call.id from staged);
delete from flag_moments where call_id in (select call.id from staged);
delete from not_measurable where call_id in (select call.id from staged);
delete from doubts where call_id in (select call.id from staged);
delete from reviews where call_id in (select call.id from staged);
