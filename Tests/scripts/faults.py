"""One wrong cell or missing row for each script, such as a slip of the hand would make; its checks must notice.

Each is (table, the row, the change): the columns to overwrite, or None to leave the row out.
"""

FIRST_GRADED_D = {"chapter_no": "1", "line": "41"}
WINDOW_2012 = {"year": "2012", "name": "センター窓口サービス"}
PLAZA_2018 = {"program": "清瀬市コミュニティプラザ等管理事業", "year": "2018"}
PLAZA_BUDGET = {"program": "清瀬市コミュニティプラザ等管理事業", "year": "2019"}
TOTAL_2023 = {"program": "市民活動促進事業", "year": "2023", "item": "総事業費"}
CENTRE_2018 = {"program": "市民活動センター運営管理事業", "year": "2018"}
GROUPS_2021 = {"document": "000", "name": "登録団体数", "year": "2021"}
CONSULTATIONS_2022 = {"document": "000", "name": "相談件数", "year": "2022"}

FAULTS = {
    "activities_new_and_ended": [
        ("activity", {"year": "2013", "name": "センター活性化"}, None),
        ("activity", {"year": "2013", "name": "人財塾"}, {"spend": "0"}),
        ("activity", {"year": "2012", "name": "入間団塊元気サイト"}, {"spend": ""})],
    "activity_changes": [("activity", {"year": "2013", "name": "人財塾"}, {"name": "研修講座"})],
    "activity_figures": [("indicator", CONSULTATIONS_2022, None)],
    "before_and_after_outsourcing": [
        ("cost", CENTRE_2018, {"year": "2020"}), ("cost", CENTRE_2018, {"operator": "委託前"})],
    "behind": [("measure", FIRST_GRADED_D, {"progress": "C"}), ("measure", FIRST_GRADED_D, None)],
    "budget_against_settled": [
        ("cost", PLAZA_BUDGET, {"amount": "106616"}), ("cost", {"item": "施策合計", "year": "2018"}, {"amount": "99049"})],
    "component_programs": [("cost", PLAZA_2018, {"amount": "91909"}), ("cost", CENTRE_2018, None)],
    "consultations_and_courses": [
        ("indicator", {"document": "001", "name": "相談件数", "year": "2012"}, {"actual": "27"}),
        ("indicator", {"document": "001", "name": "相談件数", "year": "2013"}, None)],
    "cost_change": [("cost", PLAZA_2018, {"amount": "9109"})],
    "cost_per_consultation": [
        ("indicator", CONSULTATIONS_2022, {"actual": "154"}), ("indicator", CONSULTATIONS_2022, None)],
    "cost_per_person_reached": [("activity", WINDOW_2012, {"reach": "2"})],
    "data_overview": [
        ("policy", {"city": "清瀬市"}, {"line": ""}), ("measure", FIRST_GRADED_D, {"document": ""})],
    "department_ranking": [("measure", {"line": "35"}, {"dept": "社会教育課"})],
    "department_report": [("measure", {"line": "35"}, {"dept": ""})],
    "figures_and_targets": [("indicator", {"name": "郷土芸能団体の会員数"}, {"target": ""})],
    "find_measures": [("measure", {"line": "35"}, {"line": "34"}), ("measure", {"line": "35"}, {"line": ""})],
    "funding_sources": [
        ("cost", {"year": "2023", "item": "一般財源"}, {"amount": "3138"}),
        ("cost", {"year": "2023", "item": "財源合計"}, {"amount": "3813"})],
    "graded_differently": [("measure", {"line": "35"}, None)],
    "indicators_toward_goal": [
        ("indicator", {"name": "住んでいる地域に対して何か貢献したいと思う人の割合", "year": "2025"}, {"target": "76"})],
    "measures_to_file": [("measure", {"line": "88"}, {"effort": ""})],
    "next_year": [("task", {"year": "2021", "kind": "目標", "project_no": "1"}, None)],
    "open_challenges": [("challenge", {"document": "002", "no": "3"}, None)],
    "outside_factors": [("factor", {"no": "10"}, {"rating": "施策の必要性を高める"})],
    "planned_and_reported": [("task", {"year": "2020", "kind": "実績", "label": "庁内照会", "project_no": "4"}, None)],
    "program_cost_by_year": [
        ("cost", TOTAL_2023, {"amount": "3813"}), ("cost", {"year": "2022", "item": "事業費"}, {"amount": "2290"})],
    "progress_and_effort": [("measure", FIRST_GRADED_D, {"effort": "お"}), ("measure", FIRST_GRADED_D, {"effort": ""})],
    "progress_by_chapter": [
        ("measure", FIRST_GRADED_D, {"progress": "B"}), ("measure", FIRST_GRADED_D, {"progress": ""})],
    "project_history": [("task", {"project_no": "3", "year": "2020", "kind": "計画", "no": "2"}, None)],
    "registered_groups_and_target": [("indicator", GROUPS_2021, {"actual": "100"}), ("indicator", GROUPS_2021, None)],
    "results_by_operator": [("task", {"kind": "実績", "label": "発表の場の活用"}, None)],
    "schedule_steps": [("task", {"line": "76"}, None)],
    "self_and_outside_view": [
        ("review", {"document": "001", "no": "3", "evaluator": "第三者"}, None),
        ("review", {"document": "001", "no": "3", "evaluator": "第三者"}, {"evaluator": "自己"})],
    "shared_work": [("task", {"kind": "実績", "label": "庁内照会", "project_no": "5"}, None)],
    "similar_centers": [
        ("reference", {"city": "志木市"}, {"amount": "4562"}),
        ("cost", {"program": "市民活動促進事業", "year": "2021", "item": "総事業費"}, {"amount": "2868"})],
    "spending_by_project": [("activity", WINDOW_2012, {"spend": "553"}), ("activity", WINDOW_2012, None)],
    "to_shrink_or_stop": [("measure", {"outlook": "エ"}, {"outlook": "イ"})],
    "two_cities_challenges": [("challenge", {"document": "002", "no": "3"}, None)],
    "two_cities_change": [("cost", TOTAL_2023, {"amount": "3813"})],
    "two_cities_cost": [("cost", TOTAL_2023, {"amount": "3813"}), ("program", {"code": "0102010806"}, {"total_cost": "2540"})],
    "two_cities_indicators": [("indicator", {"document": "000", "name": "会議回数", "year": "2022"}, {"name": "会議数"})],
    "two_cities_programs": [("program", {"code": "0102010806"}, None)],
    "who_was_reached": [
        ("activity", WINDOW_2012, {"reach": "2000"}),
        ("activity", {"year": "2013", "name": "情報誌"}, {"staff": ""})],
}
